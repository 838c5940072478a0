use super::*;
use crate::analysis::analyse;
use crate::reading;
use crate::report::DocumentName;

const PAGE: &str = "Karvenia 2031 Human Rights Report\n\nSection 1. Prisons\n\nOn May 3 police \
    detained the activist Ilse Moravec. Moravec, a lawyer, was freed on June 9. The newspaper \
    Velna Today wrote of it.\n\nSection 2. Elections\n\nIlse Moravec stood for the Harbor Party. \
    The Italian Ministry of Justice and the Supreme Court of Karvenia said nothing.\n";

fn read() -> (Report, Analysis) {
    let report = reading::read(PAGE.as_bytes(), &DocumentName::new("karvenia.txt")).unwrap();
    let analysis = analyse(&report);
    (report, analysis)
}

#[test]
fn material_tells_what_the_text_told() {
    let (report, analysis) = read();
    let material = Material::of(&report, &analysis);
    assert_eq!(material.len(), analysis.entities.len());
    for (entity, told) in analysis.entities.iter().zip(material.entities()) {
        assert_eq!((told.kind(), told.name()), (entity.kind, entity.name.as_str()));
        assert_eq!(told.role(), entity.role.as_deref());
        assert!(told.mentions().map(|(span, _)| span).eq(entity.mentions.iter().copied()));
        for (span, sentence) in told.mentions() {
            assert!(analysis.sentences[sentence.unwrap()].covers(span), "{}", entity.name);
        }
        assert!(told.roles().map(|(_, span)| span).eq(entity.roles.iter().copied()));
        assert!(told.roles().all(|(words, span)| words == span.of(&report.text)));
        assert_eq!(told.stands().map(|(_, count)| count).sum::<usize>(), entity.mentions.len());
        let forms: BTreeSet<&str> = entity.mentions.iter().map(|m| m.of(&report.text)).collect();
        assert!(told.forms().map(|(form, _)| form).eq(forms), "{}", entity.name);
    }
    let titles: Vec<(u8, &str)> = material.titles().collect();
    let outline: Vec<(u8, &str)> =
        report.outline.iter().map(|section| (section.level, section.title.as_str())).collect();
    assert_eq!(titles, outline);
}

#[test]
fn what_stands_beside_a_name_is_told() {
    let (report, analysis) = read();
    let material = Material::of(&report, &analysis);
    let named = |name: &str| material.entities().find(|told| told.name() == name).expect(name);
    let moravec = named("Ilse Moravec");
    assert_eq!(moravec.forms().collect::<Vec<_>>(), [("Ilse Moravec", 2), ("Moravec", 1)]);
    assert_eq!(moravec.said().collect::<Vec<_>>(), ["activist", "lawyer"]);
    let stands: Vec<_> = moravec.stands().collect();
    let [(Some(prisons), 2), (Some(elections), 1)] = stands.as_slice() else {
        panic!("{stands:?}")
    };
    let title = |at: usize| material.titles().nth(at).map(|(_, title)| title);
    assert_eq!((title(*prisons), title(*elections)), (Some("Prisons"), Some("Elections")));
    let (event, day) = moravec.last_event().unwrap();
    assert!(moravec.events().any(|own| own == event));
    assert_eq!(analysis.events[event].date.unwrap().to, day);
    assert_eq!(day.to_string(), "2031-06-09");
    assert_eq!(named("Velna Today").beside(), Some(BodyKind::Media));
    assert_eq!(named("Ministry of Justice").owner(), Some("italy"));
    assert_eq!(named("Supreme Court of Karvenia").owner(), None);
}

#[test]
fn material_that_was_kept_is_the_same_and_small() {
    let (report, analysis) = read();
    let material = Material::of(&report, &analysis);
    let kept = postcard::to_stdvec(&material).unwrap();
    assert_eq!(postcard::from_bytes::<Material>(&kept).unwrap(), material);
    assert!(material.bytes() < 2_000, "{}", material.bytes());
    assert!(material.get(material.len()).is_none());
    assert_eq!(Material::of(&report, &Analysis::default()).entities().count(), 0);
}
