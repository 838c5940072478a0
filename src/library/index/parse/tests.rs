use super::*;
use proptest::prelude::*;

/// A query in brackets, for reading.
fn written(node: &Node) -> String {
    let list = |name: &str, nodes: &[Node]| {
        let nodes: Vec<String> = nodes.iter().map(written).collect();
        format!("{name}({})", nodes.join(" "))
    };
    match node {
        Node::And(nodes) => list("and", nodes),
        Node::Or(nodes) => list("or", nodes),
        Node::Not(node) => list("not", std::slice::from_ref(node)),
        Node::Words(words) => written_words(words),
        Node::Section(words) => format!("section:{}", written_words(words)),
        Node::Report(OfReport::Country(name)) => format!("country:{name}"),
        Node::Report(OfReport::Publisher(name)) => format!("publisher:{name}"),
        Node::Report(OfReport::Year(first, last)) => format!("year:{first:?}..{last:?}"),
        Node::Entity(name) => format!("entity:{name}"),
        Node::Indicator(name) => format!("indicator:{name}"),
        Node::Forms(_) | Node::Places(_) => "known".to_owned(),
    }
}

fn written_words(words: &Words) -> String {
    let word = |word: &Word| match word.like {
        Like::Same => word.letters.clone(),
        Like::Prefix => format!("{}*", word.letters),
        Like::Fuzzy(most) => format!("{}~{most}", word.letters),
    };
    let together: Vec<String> = words.words.iter().map(word).collect();
    match words.near {
        Near::Phrase => together.join("_"),
        Near::Within(others) => format!("{}@{others}", together.join("_")),
    }
}

fn read_as(parsed: &Parsed) -> String {
    parsed.query.node.as_ref().map(written).unwrap_or_default()
}

#[test]
fn what_is_typed_is_read_as_it_is_meant() {
    for (typed, expected) in [
        ("Court", "court"),
        ("court  judge", "and(court judge)"),
        ("court AND judge", "and(court judge)"),
        ("court OR judge trial", "or(court and(judge trial))"),
        ("(court OR judge) trial", "and(or(court judge) trial)"),
        ("court NOT judge", "and(court not(judge))"),
        ("court -judge", "and(court not(judge))"),
        ("court -(judge OR jury)", "and(court not(or(judge jury)))"),
        ("court and judge", "and(court and judge)"),
        ("\"City court\"", "city_court"),
        ("“City court” judge", "and(city_court judge)"),
        ("tortur*", "tortur*"),
        ("\"human righ*\"", "human_righ*"),
        ("\"human righ\"*", "human_righ*"),
        ("tribunal~ law~ at~ word~1", "and(tribunal~2 law~1 at word~1)"),
        ("\"judge trial\"~5", "judge_trial@5"),
        ("\"judge trial\"~", "judge_trial@0"),
        ("Orvany’s non-public", "and(orvany_s non_public)"),
        ("country:Karvenia year:2015..2019", "and(country:Karvenia year:Some(2015)..Some(2019))"),
        ("year:2017", "year:Some(2017)..Some(2017)"),
        ("year:2019-2015", "year:Some(2015)..Some(2019)"),
        ("year:2015.. year:..2019", "and(year:Some(2015)..None year:None..Some(2019))"),
        (
            "Country:\"South Karvenia\" -year:2012",
            "and(country:South Karvenia not(year:Some(2012)..Some(2012)))",
        ),
        (
            "section:\"prison conditions\" publisher:Watch",
            "and(section:prison_conditions publisher:Watch)",
        ),
        (
            "entity:\"Elvira Tamm\" indicator:prisoners",
            "and(entity:Elvira Tamm indicator:prisoners)",
        ),
        ("http://a.org", "http_a_org"),
        ("", ""),
        ("  ?! – ", ""),
    ] {
        let parsed = parse(typed);
        assert_eq!(read_as(&parsed), expected, "{typed}");
        assert!(parsed.complaints.is_empty(), "{typed}: {:?}", parsed.complaints);
    }
}

#[test]
fn odd_queries_are_searched_and_told() {
    for (typed, expected) in [
        ("OR court", "and(or court)"),
        ("AND court", "and(and court)"),
        ("court) judge", "and(court judge)"),
        ("year:soon", "soon"),
        ("year:20177", "20177"),
    ] {
        let parsed = parse(typed);
        assert_eq!(read_as(&parsed), expected, "{typed}");
        assert_eq!(parsed.complaints.len(), 1, "{typed}: {:?}", parsed.complaints);
    }
    let long = "court ".repeat(200);
    assert_eq!(parse(&long).complaints.len(), 1);
    let deep = parse(&("(".repeat(40) + "court"));
    assert_eq!((read_as(&deep), deep.complaints.len()), ("court".to_owned(), 1));
}

#[test]
fn while_it_is_typed_the_last_word_may_be_unfinished() {
    for (typed, expected) in [
        ("cou", "cou*"),
        ("c", "c"),
        ("cou ", "cou"),
        ("court jud", "and(court jud*)"),
        ("\"city cou", "city_cou*"),
        ("\"city court\"", "city_court"),
        ("(court OR jud", "or(court jud*)"),
        ("court AND", "court"),
        ("court OR ", "court"),
        ("court NOT", "court"),
        ("court -", "court"),
        ("court~", "court~1"),
        ("section:pris", "section:pris*"),
        ("court year:201", "court"),
        ("court year:", "court"),
        ("court country:", "court"),
        ("court entity:\"", "court"),
        ("(", ""),
        ("\"", ""),
    ] {
        let parsed = parse_typing(typed);
        assert_eq!(read_as(&parsed), expected, "{typed}");
        assert!(parsed.complaints.is_empty(), "{typed}: {:?}", parsed.complaints);
    }
}

#[test]
fn what_counts_as_a_beginning_can_be_meant_as_it_stands() {
    for (typed, word, exact) in [
        ("torture blogger", "blogger", "torture \"blogger\""),
        ("section:pris", "pris", "section:\"pris\""),
        ("(court OR pris", "pris", "(court OR \"pris\""),
        ("non-public", "public", "non-public "),
    ] {
        let told = beginning(typed).expect(typed);
        assert_eq!(told, (word, exact.to_owned()));
        assert_eq!(beginning(exact), None, "{exact}");
    }
    for typed in ["", "torture ", "\"torture\"", "tort*", "year:2017", "a"] {
        assert_eq!(beginning(typed), None, "{typed}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_fails(typed in "[a-zé()\"“*~:.0-9 -]{0,40}|\\PC{0,40}") {
        parse(&typed);
        parse_typing(&typed);
        beginning(&typed);
    }

    #[test]
    fn signs_in_any_order_do_not_fail(
        typed in prop::collection::vec(
            prop::sample::select(vec![
                "AND", "OR", "NOT", "-", "(", ")", "\"", "a", "b*", "c~", "~5", "year:", "year:2017",
                "country:", "x",
            ]),
            0..30,
        ),
        space in prop::sample::select(vec!["", " "]),
    ) {
        let typed = typed.join(space);
        parse(&typed);
        parse_typing(&typed);
    }
}
