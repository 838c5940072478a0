//! The program from outside: its command line, on the sample and on bad folders.

#![expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "helpers of tests; a panic here is a failed test"
)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn rapporteur(arguments: &[&str]) -> Output {
    within(Path::new(env!("CARGO_TARGET_TMPDIR")), arguments)
}

/// Runs the program with its cache in this folder.
fn within(cache: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    program.args(arguments).env("XDG_CACHE_HOME", cache).output().unwrap()
}

fn status(arguments: &[&str]) -> i32 {
    rapporteur(arguments).status.code().unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn rows(file: &Path) -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

const SAMPLE: &str = "assets/sample";

#[test]
fn what_is_kept_changes_nothing_and_nothing_is_kept_where_it_is_not_wanted() {
    let cache = tempfile::tempdir().unwrap();
    let is_empty = || std::fs::read_dir(cache.path()).unwrap().next().is_none();
    let extract = |more: &[&str]| {
        let arguments = [&["extract", SAMPLE, "--figures", "-"], more].concat();
        let output = within(cache.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        output.stdout
    };
    let fresh = extract(&["--no-cache"]);
    assert!(is_empty());
    assert_eq!(extract(&[]), fresh);
    assert!(!is_empty());
    assert_eq!(extract(&[]), fresh);
    assert_eq!(extract(&["--no-cache"]), fresh);
}

#[test]
fn what_is_extracted_stands_where_it_says_in_the_text() {
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name).to_string_lossy().into_owned();
    let (figures, entities, text) = (path("f.json"), path("e.json"), path("text"));
    let output = rapporteur(&[
        "extract",
        SAMPLE,
        "--figures",
        &figures,
        "--entities",
        &entities,
        "--text",
        &text,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let words = |row: &Value| -> String {
        let document = row["document"].as_str().unwrap();
        let text = std::fs::read_to_string(format!("{text}/{document}.txt")).unwrap();
        let (start, end) = (row["start_char"].as_u64().unwrap(), row["end_char"].as_u64().unwrap());
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    };
    let figures = rows(Path::new(&figures));
    assert!(figures.len() > 60, "only {} figures", figures.len());
    for figure in &figures {
        assert_eq!(words(figure), figure["raw"].as_str().unwrap());
        assert!(figure["sentence"].as_str().unwrap().contains(figure["raw"].as_str().unwrap()));
    }
    let entities = rows(Path::new(&entities));
    let mentions: Vec<&Value> =
        entities.iter().flat_map(|entity| entity["mentions"].as_array().unwrap()).collect();
    assert!(mentions.len() > 60, "only {} mentions", mentions.len());
    for mention in mentions {
        assert_eq!(words(mention), mention["text"].as_str().unwrap());
    }
}

#[test]
fn documents_say_what_each_report_is() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("d.json");
    assert_eq!(status(&["extract", SAMPLE, "--documents", path.to_str().unwrap()]), 0);
    let documents = rows(&path);
    assert_eq!(documents.len(), 6);
    for document in &documents {
        let name = document["document"].as_str().unwrap();
        assert_eq!(document["country"], "Karvenia", "{name}");
        assert!(name.contains(&document["year"].to_string()), "{name}: {}", document["year"]);
        let publisher = document["publisher"].as_str().unwrap_or_default().to_lowercase();
        assert!(name.contains(&publisher.replace(' ', "-")), "{name}: {publisher:?}");
        assert!(!document["sections"].as_array().unwrap().is_empty(), "{name}");
        assert_eq!(document["error"], Value::Null);
    }
}

#[test]
fn what_is_extracted_can_be_narrowed_to_countries_years_and_publishers() {
    let of = |more: &[&str]| -> Vec<Value> {
        let output = rapporteur(&[&["extract", SAMPLE, "--figures", "-"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let documents = |rows: &[Value]| -> std::collections::BTreeSet<String> {
        rows.iter().map(|row| row["document"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of(&["--country", "karvenia"]), of(&[]), "a country is found in any case");
    let later = documents(&of(&["--from", "2020"]));
    assert!(later.iter().all(|name| name.contains("-2020-") || name.contains("-2021-")));
    assert_eq!(later.len(), 3);
    let one = documents(&of(&["--from", "2019", "--to", "2019", "--publisher", "lantern"]));
    assert_eq!(one.into_iter().collect::<Vec<_>>(), ["karvenia-2019-lantern-rights-watch.html"]);
    let refused = |more: &[&str]| {
        let output = rapporteur(&[&["extract", SAMPLE, "--figures", "-"], more].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = refused(&["--country", "Orvany"]);
    assert!(code == Some(1) && said.contains("there are reports on Karvenia"), "{said}");
    assert_eq!(refused(&["--from", "2021", "--to", "2019"]).0, Some(2));
    let (code, said) = refused(&["--from", "2030"]);
    assert!(code == Some(1) && said.contains("there are no reports from 2030"), "{said}");
}

#[test]
fn one_person_is_one_entity_over_the_years() {
    let output = rapporteur(&["extract", SAMPLE, "--entities", "-"]);
    let entities: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let named = |name: &str| -> Vec<&Value> {
        entities.iter().filter(|entity| entity["name"] == name).collect()
    };
    for (kind, name) in [
        ("person", "Mirel Adovan"),
        ("person", "Pavo Drenik"),
        ("court", "Tolm City Court"),
        ("organization", "Karvenian Bureau for Human Rights"),
    ] {
        let found = named(name);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0]["type"], kind, "{name}");
        let documents: std::collections::BTreeSet<&str> = found[0]["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mention| mention["document"].as_str().unwrap())
            .collect();
        assert!(documents.len() >= 3, "{name} in {documents:?}");
    }
}

#[test]
fn a_complaint_count_carries_its_source_and_period() {
    let output = rapporteur(&["extract", SAMPLE, "--figures", "-"]);
    let figures: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let figure = figures.iter().find(|figure| figure["value"] == 112.0).unwrap();
    assert_eq!(figure["indicator"], "torture_complaints");
    assert_eq!(figure["source"], "Office of the Human Rights Ombudsman");
    assert_eq!((&figure["start"], &figure["end"]), (&"2019-01-01".into(), &"2019-10-31".into()));
    assert_eq!(figure["coverage"], "part_year");
    assert_eq!(figure["unit"], "count");
    assert_eq!(figure["qualifier"], "exact");
}

#[test]
fn csv_has_a_line_a_row() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("figures.csv");
    assert_eq!(status(&["extract", SAMPLE, "--figures", path.to_str().unwrap()]), 0);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    assert_eq!(&reader.headers().unwrap()[0], "document");
    let count = reader.records().map(Result::unwrap).count();
    assert!(count > 60, "{count}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), "The court heard 12 cases during the year.")
        .unwrap();
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    std::fs::write(folder.path().join("broken.pdf"), "%PDF-1.7\nnothing more").unwrap();
    let output = rapporteur(&["extract", folder.path().to_str().unwrap(), "--documents", "-"]);
    assert_eq!(output.status.code(), Some(0));
    let told = complaint(&output);
    assert!(told.contains("empty.txt: the file is empty"), "{told}");
    assert!(told.contains("broken.pdf: "), "{told}");
    let documents: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let failed: Vec<&str> = documents
        .iter()
        .filter(|document| document["error"].is_string())
        .map(|document| document["document"].as_str().unwrap())
        .collect();
    assert_eq!(failed, ["broken.pdf", "empty.txt"]);
    assert_eq!(documents.len(), 3);
}

#[test]
fn the_exit_status_tells_wrong_arguments_from_nothing_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    assert_eq!(status(&["extract", SAMPLE]), 2, "nothing asked for");
    assert_eq!(status(&["extract", SAMPLE, "--figures", "figures.docx"]), 2);
    assert_eq!(status(&["extract", SAMPLE, "--figures", "-", "--entities", "-"]), 2);
    assert_eq!(status(&["extract", "--nonsense"]), 2);
    assert_eq!(status(&["extract", "no/such/folder", "--figures", "-"]), 1);
    let output = rapporteur(&["extract", empty, "--figures", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("no reports in this folder"), "{}", complaint(&output));
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_and_locked_folders_are_no_trouble() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "The court sat.").unwrap();
    symlink(folder.path(), folder.path().join("circle")).unwrap();
    let locked = folder.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    let output = rapporteur(&["extract", folder.path().to_str().unwrap(), "--documents", "-"]);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(output.status.code(), Some(0));
    let documents: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(documents.len(), 1);
}

#[test]
fn the_catalogue_is_listed() {
    let output = rapporteur(&["indicators"]);
    let listed = String::from_utf8(output.stdout).unwrap();
    for slug in ["torture_complaints", "prisoners", "refugees", "stateless_persons"] {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{slug}\t"))), "{slug}");
    }
}

#[test]
fn a_locked_file_is_named_and_opens_with_the_password_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy("tests/fixtures/locked-aes256.pdf", folder.path().join("a.pdf")).unwrap();
    let reports = folder.path().to_string_lossy().into_owned();
    let refused = rapporteur(&["extract", &reports, "--documents", "-"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("--password-file"), "{}", complaint(&refused));
    let passwords = folder.path().join("passwords");
    std::fs::write(&passwords, "not this\nuser-word\n").unwrap();
    let passwords = passwords.to_string_lossy().into_owned();
    let arguments = ["extract", &reports, "--password-file", &passwords, "--documents", "-"];
    let opened = rapporteur(&arguments);
    assert_eq!(opened.status.code(), Some(0), "{}", complaint(&opened));
    assert!(String::from_utf8_lossy(&opened.stdout).contains("a.pdf"));
    std::fs::write(folder.path().join("passwords"), "not this\n").unwrap();
    let refused = rapporteur(&arguments);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("does not open the file"), "{}", complaint(&refused));
}

/// A folder with a report and a project in which a sentence of it was noted.
fn noted_folder() -> tempfile::TempDir {
    use rapporteur::citation::Style;
    use rapporteur::project::{Command, Note, Subject};
    use rapporteur::workspace::{Passage, Workspace};
    let folder = tempfile::tempdir().unwrap();
    let text = "Orvany 2019 Human Rights Report\n\nPublisher: Civic Watch\n\nPolice detained 9 \
                journalists during the year. The registry of Marn was closed.";
    std::fs::write(folder.path().join("orvany-2019.txt"), text).unwrap();
    let mut workspace = Workspace::new(rapporteur::figures::Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    let report = rapporteur::entities::ReportIndex(0);
    let words = "Police detained 9 journalists during the year.";
    let at = workspace.report(report).unwrap().text.find(words).unwrap();
    let span = rapporteur::report::Span::new(at, at + words.len());
    let on = Subject::Passage(workspace.anchor(Passage { report, span }).unwrap());
    let (text, tags) = ("Ask for *names*".to_owned(), vec!["press".to_owned()]);
    workspace.command(&Command::AddNote(Note { on, text, tags, highlight: None })).unwrap();
    let style = Style::Template("{file}: {title}".to_owned());
    workspace.command(&Command::CiteAs(Some(style))).unwrap();
    folder
}

#[test]
fn notes_are_written_with_quotes_and_citations() {
    let folder = noted_folder();
    let path = folder.path().to_string_lossy().into_owned();
    let output = rapporteur(&["notes", &path, "--output", "-"]);
    assert!(output.status.success(), "{}", complaint(&output));
    let written = String::from_utf8(output.stdout).unwrap();
    for part in
        ["> Police detained 9 journalists", "— orvany-2019.txt: ", "Ask for *names*", "\\#press"]
    {
        assert!(written.contains(part), "{part} is not in:\n{written}");
    }
    assert_eq!(status(&["notes", SAMPLE, "--output", "-"]), 1, "there are none on the sample");
}

#[test]
fn exports_cite_in_the_style_of_the_project() {
    let folder = noted_folder();
    let figures = folder.path().join("out/figures.json");
    let path = folder.path().to_string_lossy().into_owned();
    let output = rapporteur(&["extract", &path, "--figures", &figures.to_string_lossy()]);
    assert!(output.status.success(), "{}", complaint(&output));
    let rows = rows(&figures);
    assert!(!rows.is_empty());
    for row in rows {
        let citation = row["citation"].as_str().unwrap();
        assert!(citation.starts_with("orvany-2019.txt: "), "{citation}");
    }
}

/// A folder with one invented report as a web page and as text.
fn folder_of_one_report_twice() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line =
        |n| format!("In case {n} the Supreme Court of Karvenia freed {} of those held. ", n * 7);
    let told = "During 2031 authorities received 112 complaints of torture. ";
    let words: String = std::iter::once(told.to_owned()).chain((100..160).map(line)).collect();
    let title = "Karvenia 2031 Human Rights Report";
    let page = format!("<html><body><h1>{title}</h1><p>{words}</p></body></html>");
    std::fs::write(folder.path().join("k.html"), page).unwrap();
    std::fs::write(folder.path().join("k.txt"), format!("{title}\n\n{words}")).unwrap();
    folder
}

#[test]
fn of_a_report_in_two_formats_one_counts() {
    let folder = folder_of_one_report_twice();
    let reports = folder.path().to_string_lossy().into_owned();
    let extracted = |what: &str| -> Vec<Value> {
        let output = rapporteur(&["extract", &reports, what, "-"]);
        assert!(output.status.success(), "{}", complaint(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let documents = extracted("--documents");
    let of =
        |row: &Value| (row["document"].clone(), row["counted"].clone(), row["also_as"].clone());
    let told: Vec<_> = documents.iter().map(of).collect();
    let (page, text) = (Value::from("k.html"), Value::from("k.txt"));
    let want = [
        (page.clone(), true.into(), Value::from(vec![text.clone()])),
        (text, false.into(), Value::from(vec![page.clone()])),
    ];
    assert_eq!(told, want);
    let figures = extracted("--figures");
    assert!(figures.len() > 50, "only {}", figures.len());
    assert!(figures.iter().all(|figure| figure["document"] == page));
    let entities = extracted("--entities");
    let mentions: Vec<&Value> =
        entities.iter().flat_map(|entity| entity["mentions"].as_array().unwrap()).collect();
    assert!(mentions.len() > 50, "only {}", mentions.len());
    assert!(mentions.iter().all(|mention| mention["document"] == page));
    assert_eq!(charted(&folder), ["k.html"]);
}

/// The documents that the values of the chart of torture complaints come from, a value a line.
fn charted(folder: &tempfile::TempDir) -> Vec<String> {
    let path = folder.path().join("out/chart.csv");
    let (reports, file) = (folder.path().to_string_lossy(), path.to_string_lossy());
    let output =
        rapporteur(&["chart", &reports, "--indicator", "torture_complaints", "--output", &file]);
    if output.status.code() == Some(1) {
        assert!(complaint(&output).contains("no figures of"), "{}", complaint(&output));
        return Vec::new();
    }
    assert!(output.status.success(), "{}", complaint(&output));
    let mut rows = csv::Reader::from_path(&path).unwrap();
    let column = rows.headers().unwrap().iter().position(|name| name == "document").unwrap();
    rows.records().map(|row| row.unwrap().get(column).unwrap().to_owned()).collect()
}

#[test]
fn commands_follow_what_the_user_decided() {
    use rapporteur::project::{Anchor, Command, FigureEdit, Verdict};
    use rapporteur::report::DocumentName;
    use rapporteur::series::FigureId;
    use rapporteur::workspace::Workspace;
    let folder = folder_of_one_report_twice();
    let reports = folder.path().to_string_lossy().into_owned();
    assert_eq!(charted(&folder).len(), 1);
    let mut workspace = Workspace::new(rapporteur::figures::Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    let mut judge = |value: f64, command: &dyn Fn(Anchor) -> Command| {
        let figures = workspace.figures();
        let is_it = |id: &&FigureId| workspace.figure(**id).unwrap().value == value;
        let id = *figures.iter().find(is_it).unwrap();
        let number = workspace.figure_anchor(id).unwrap();
        workspace.command(&command(number)).unwrap();
    };
    judge(112.0, &|figure| Command::JudgeFigure { figure, verdict: Some(Verdict::Rejected) });
    let edit = FigureEdit { value: Some(7001.0), ..FigureEdit::default() };
    judge(700.0, &|figure| Command::EditFigure { figure, edit: edit.clone() });
    let page = workspace.find(&DocumentName::new("k.html")).unwrap();
    let mut correction = workspace.correction(page).unwrap();
    correction.publisher = Some(Some("Orvan Aid".to_owned()));
    let command = workspace.correct(page, correction).unwrap();
    workspace.command(&command).unwrap();
    drop(workspace);

    assert_eq!(charted(&folder), Vec::<String>::new());
    let extracted = |what: &str| -> Vec<Value> {
        let output = rapporteur(&["extract", &reports, what, "-"]);
        assert!(output.status.success(), "{}", complaint(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let values: Vec<f64> =
        extracted("--figures").iter().map(|figure| figure["value"].as_f64().unwrap()).collect();
    assert!(values.contains(&7001.0) && values.contains(&707.0), "{values:?}");
    assert!(!values.contains(&700.0) && !values.contains(&112.0), "{values:?}");
    let publishers: Vec<String> = extracted("--documents")
        .iter()
        .map(|document| document["publisher"].as_str().unwrap_or("").to_owned())
        .collect();
    assert_eq!(publishers[0], "Orvan Aid", "{publishers:?}");
    assert_ne!(publishers[1], "Orvan Aid", "only the one that was corrected");
}

#[test]
fn cases_are_written_by_person_and_by_telling() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    let text = "On May 3 the Velna district court sentenced the activist Ilse Moravec to 27 months \
                in prison. On June 1 she was released.\n";
    std::fs::write(reports.join("karvenia-2018-civic-watch.txt"), text).unwrap();
    let reports = reports.to_str().unwrap();
    let output = rapporteur(&["extract", reports, "--cases", "-"]);
    let people: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let events = people[0]["events"].as_array().unwrap();
    assert_eq!(people[0]["name"], "Ilse Moravec");
    assert_eq!(events[0]["event"], "sentenced");
    assert_eq!(events[0]["from"], "2018-05-03");
    assert_eq!(events[0]["tellings"][0]["penalty"], "27 months in prison");
    assert_eq!(events[0]["tellings"][0]["court"], "Velna district court");
    assert_eq!(events[1]["tellings"][0]["inferred"], true);
    for ending in ["csv", "xlsx"] {
        let file = folder.path().join(format!("cases.{ending}"));
        let file = file.to_str().unwrap();
        assert!(rapporteur(&["extract", reports, "--cases", file]).status.success());
        assert!(std::fs::metadata(file).unwrap().len() > 100, "{ending}");
    }
    let table = std::fs::read_to_string(folder.path().join("cases.csv")).unwrap();
    assert_eq!(table.lines().count(), 3);
}

#[test]
fn passages_are_found_and_written_with_where_they_stand() {
    let cache = tempfile::tempdir().unwrap();
    let search = |query: &str, more: &[&str]| {
        let arguments = [&["search", SAMPLE, query], more].concat();
        let output = within(cache.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        output
    };
    let query = "prison* NOT detention";
    let json = |more: &[&str]| -> Vec<Value> {
        let output = search(query, &[&["--output", "-"], more].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let first = json(&[]);
    assert!(!first.is_empty());
    assert_eq!(json(&[]), first, "found in the index");
    assert_eq!(json(&["--no-cache"]), first, "found in the texts");
    for row in &first {
        let passage = row["passage"].as_str().unwrap().to_lowercase();
        assert!(passage.contains("prison") && !passage.contains("detention"), "{passage}");
        assert!(row["citation"].as_str().is_some_and(|citation| !citation.is_empty()));
    }
    let listed = String::from_utf8(search(query, &[]).stdout).unwrap();
    assert_eq!(listed.lines().count(), first.len());
    let csv = cache.path().join("hits.csv");
    search(query, &["--output", csv.to_str().unwrap()]);
    let csv = std::fs::read_to_string(csv).unwrap();
    assert!(csv.starts_with("report,country,year,publisher,section,page,passage,citation"));
    assert!(complaint(&search("zzyzx", &[])).contains("no passage"));
    assert!(complaint(&search("year:soon", &[])).contains("no year"));
    assert_eq!(status(&["search", SAMPLE, "?!"]), 2);
    assert_eq!(status(&["search", SAMPLE, "court", "--output", "a.txt"]), 2);
}
