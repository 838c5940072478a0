//! The page as printed: switched to and back, pointed at, jumped on; and tables in the clean text.

use super::harness::Window;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Lines of an invented report, a page each.
const PAGES: [&[&str]; 3] = [
    &[
        "Human Rights in Karvenia, 2021",
        "The harbour town of Orvany was quiet during most of the spring.",
        "The ombudsman, Mira Veltan, wrote to the Ministry of Fisheries twice.",
        "Nobody in the ministry gave an answer before the end of the summer.",
    ],
    &[
        "In the autumn the rains came late, and with them the first arrests.",
        "Police held 46 dock workers for three nights without a warrant.",
        "Their families waited outside the barracks and were sent home.",
    ],
    &[
        "The Supreme Court of Karvenia heard the case of the dock workers.",
        "Mira Veltan told the judges that the barracks had no heating at all.",
        "A ruling is expected in the coming year, according to the clerk.",
    ],
];

/// What draws lines of text on a page.
fn text(lines: &[&str]) -> String {
    let mut drawn = "BT /F1 11 Tf 18 TL 72 700 Td".to_owned();
    for line in lines {
        write!(drawn, " ({line}) Tj T*").unwrap();
    }
    drawn + " ET"
}

/// A PDF file with these drawings on its pages. `letters` tells what its font's codes stand for,
/// where these are not Latin letters.
fn pdf_of(pages: &[String], letters: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
    let told = if letters.is_empty() { "" } else { "/ToUnicode 4 0 R" };
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")),
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {told} >>"),
        format!("<< /Length {} >>\nstream\n{letters}\nendstream", letters.len()),
    ];
    for (number, drawn) in pages.iter().enumerate() {
        let contents = 6 + 2 * number;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {contents} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    file.push_str("trailer << /Root 1 0 R >>\n%%EOF\n");
    file.into_bytes()
}

/// A PDF file with the invented report, and with a picture alone on a last page.
fn pdf() -> Vec<u8> {
    let image = "q 300 0 0 300 100 300 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q";
    let mut pages: Vec<String> = PAGES.iter().map(|lines| text(lines)).collect();
    pages.push(image.to_owned());
    pdf_of(&pages, "")
}

/// A PDF file of a page in Hebrew letters: the codes of a to z stand for those from alef on.
fn pdf_from_right() -> Vec<u8> {
    let letters = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap \
                   /CMapName /Hebrew def /CMapType 2 def 1 begincodespacerange <00> <ff> \
                   endcodespacerange 1 beginbfrange <61> <7a> <05d0> endbfrange endcmap end end";
    pdf_of(&[text(&["abcde fghij klmno pqrst", "bcdea ghijf lmnok qrstp aabb"])], letters)
}

/// The window on the PDF file, shown as clean text.
fn open() -> Window {
    let window = Window::with(&[("aaa-karvenia-2021.pdf", &pdf())]);
    assert!(window.says("The harbour town"), "the report is open");
    window
}

/// Shows the printed pages and waits until those in view are drawn.
fn print(window: &mut Window) {
    window.key(Modifiers::NONE, Key::F6);
    drawn(window);
}

fn drawn(window: &mut Window) {
    let start = Instant::now();
    while !window.says("of 4") || window.says("being drawn") {
        assert!(start.elapsed() < Duration::from_mins(1), "no page was drawn in a minute");
        std::thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
    window.settle();
}

/// Where something of this role with these words is on the screen.
fn place(window: &Window, words: &str, role: Role) -> Option<Rect> {
    let nodes = window.harness.query_all_by_label_contains(words);
    let mut of_role = nodes.into_iter().filter(|node| node.accesskit_node().role() == role);
    of_role.next().map(|node| node.rect())
}

fn click_at(window: &mut Window, pos: Pos2) {
    window.harness.event(Event::PointerMoved(pos));
    window.harness.step();
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        window.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        window.harness.step();
    }
    window.settle();
}

#[test]
fn a_pdf_is_switched_to_its_printed_pages_and_back() {
    let mut window = open();
    assert!(!window.says("of 4"), "it opens as clean text");
    print(&mut window);
    assert!(place(&window, "Page 1 of 4", Role::Image).is_some(), "the first page is in view");
    window.click("Clean text");
    assert!(!window.says("Page 1 of 4"));
    window.click("2019 Civic Watch");
    assert!(!window.says("Clean text"), "a text has no printed pages");
}

#[test]
fn names_on_the_page_open_and_lead_on_as_in_the_clean_text() {
    let mut window = open();
    print(&mut window);
    window.click_role("Mira Veltan", Role::Link);
    assert!(window.says("Close this page"), "her page is open");
    window.key(Modifiers::NONE, Key::F4);
    window.key(Modifiers::NONE, Key::F4);
    assert_eq!(window.marked(), "Mira Veltan");
    drawn(&mut window);
    let third = place(&window, "Page 3 of 4", Role::Image).expect("the page came into view");
    let name = place(&window, "Mira Veltan", Role::Link).expect("and her name with it");
    assert!(third.contains_rect(name), "{name:?} in {third:?}");
    assert!(name.top() > 90.0 && name.bottom() < 500.0, "in the upper part: {name:?}");
}

#[test]
fn what_is_clicked_on_the_page_is_marked_in_the_clean_text() {
    let mut window = open();
    print(&mut window);
    let words = "Nobody in the ministry";
    let paragraph = place(&window, words, Role::Paragraph).expect("it is on the page");
    // The last sentence of its paragraph.
    click_at(&mut window, paragraph.left_bottom() + vec2(60.0, -6.0));
    window.key(Modifiers::NONE, Key::F6);
    assert!(window.marked().starts_with("Nobody in the ministry"), "{}", window.marked());
    let words = "The harbour town of Orvany";
    let paragraph = place(&window, words, Role::Paragraph).expect("it is in the clean text");
    click_at(&mut window, paragraph.left_top() + vec2(20.0, 8.0));
    print(&mut window);
    assert!(window.marked().starts_with("The harbour town"), "{}", window.marked());
}

#[test]
fn hits_of_a_search_are_gone_to_on_the_page() {
    let mut window = open();
    print(&mut window);
    window.key(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label("Words to find").type_text("barracks");
    window.settle();
    window.key(Modifiers::NONE, Key::F3);
    drawn(&mut window);
    assert!(window.says("2 of 2"));
    assert!(place(&window, "Page 3 of 4", Role::Image).is_some());
}

#[test]
fn words_are_selected_on_the_page_and_copied() {
    let mut window = open();
    print(&mut window);
    let paragraph = place(&window, "The harbour town", Role::Paragraph).unwrap();
    window.drag(paragraph.left_top() + vec2(1.0, 6.0), paragraph.right_top() + vec2(-2.0, 6.0));
    let copied = window.copied(Event::Copy).expect("something was copied");
    assert!(copied.starts_with("The harbour town of Orvany was quiet"), "{copied}");
}

#[test]
fn a_page_that_is_only_a_picture_says_so() {
    let mut window = open();
    print(&mut window);
    window.key(Modifiers::NONE, Key::End);
    drawn(&mut window);
    assert!(window.says("Page 4 of 4 · only a picture"));
}

#[test]
fn pages_grow_and_shrink_and_what_is_in_view_stays() {
    let mut window = open();
    print(&mut window);
    let before = place(&window, "Page 1 of 4", Role::Image).unwrap();
    window.click("A+");
    drawn(&mut window);
    let after = place(&window, "Page 1 of 4", Role::Image).unwrap();
    assert!((after.width() / before.width() - 1.25).abs() < 0.01, "{before:?} {after:?}");
    let top = window.here().top;
    window.click("A−");
    assert_eq!(window.here().top, top);
}

#[test]
fn a_file_that_has_gone_is_told_and_can_be_tried_again() {
    let mut window = open();
    let index = window.here().report.unwrap();
    let path = window.harness.state().workspace().slot(index).unwrap().file.path.clone();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, b"%PDF-1.4 cut").unwrap();
    window.key(Modifiers::NONE, Key::F6);
    let start = Instant::now();
    // Where the folder is being followed, the report itself may be read anew first.
    while !window.says("cannot be shown") && !window.says("could not be read") {
        assert!(start.elapsed() < Duration::from_mins(1), "nothing was told in a minute");
        std::thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
    std::fs::write(&path, bytes).unwrap();
    if window.says("Try again") {
        window.click("Try again");
    }
    drawn(&mut window);
    assert!(place(&window, "Page 1 of 4", Role::Image).is_some());
}

#[test]
fn a_report_written_from_right_to_left_opens_as_printed_and_says_why() {
    let mut window = Window::with(&[("aaa-report.pdf", &pdf_from_right())]);
    let start = Instant::now();
    while !window.says("Page 1 of 1") || window.says("being drawn") {
        assert!(start.elapsed() < Duration::from_mins(1), "no page was drawn in a minute");
        std::thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
    assert!(window.says("written from right to left: it is shown as printed"));
}

/// A web page with a table so wide that it must be scrolled, and with a narrow one.
fn tables() -> Vec<u8> {
    let head =
        (2001..2021).map(|year| format!("<th>Year {year}</th>")).collect::<Vec<_>>().concat();
    let cells = (0..20).map(|n| format!("<td>{}</td>", 1000 + n)).collect::<Vec<_>>().concat();
    format!(
        "<html lang=en><title>Mills of Karvenia</title><h1>Mills of Karvenia</h1><p>The mills of \
         each district were counted at the end of each year by the clerks of the town.</p>\
         <table><tr><th>District</th><th>Mills</th></tr><tr><td>Orvany upon the water</td>\
         <td>12</td></tr><tr><td>Tesk</td><td>4</td></tr></table><p>The longer table follows, \
         which goes over many years.</p><table><tr><th>District</th>{head}</tr><tr><td>Orvany\
         </td>{cells}</tr></table></html>"
    )
    .into_bytes()
}

#[test]
fn the_cells_of_a_table_stand_below_each_other_and_are_selected_as_they_stand() {
    let mut window = Window::with(&[("aaa-mills.html", &tables())]);
    let row = place(&window, "Tesk\t4", Role::Row).expect("the row is on the page");
    let above = place(&window, "Orvany upon the water\t12", Role::Row).unwrap();
    assert_eq!(row.left(), above.left());
    assert_eq!(row.right(), above.right(), "numbers stand at the right of their column");
    window.drag(row.right_top() + vec2(-20.0, 6.0), row.right_bottom() + vec2(20.0, -2.0));
    let copied = window.copied(Event::Copy).expect("something was copied");
    assert_eq!(copied, "4");
}

#[test]
fn a_wide_table_is_scrolled_sideways() {
    let mut window = Window::with(&[("aaa-mills.html", &tables())]);
    let before = place(&window, "Orvany\t1000", Role::Row).expect("the row is on the page");
    let bar = place(&window, "Scroll the table", Role::ScrollBar).expect("there is a bar");
    window.drag(bar.center(), bar.center() + vec2(60.0, 0.0));
    window.settle();
    let after = place(&window, "Orvany\t1000", Role::Row).unwrap();
    assert!(after.left() < before.left() - 40.0, "{before:?} {after:?}");
    window.key(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label("Words to find").type_text("1000");
    window.settle();
    let found = place(&window, "Orvany\t1000", Role::Row).unwrap();
    assert!(found.left() > after.left(), "the table goes to what was found");
}
