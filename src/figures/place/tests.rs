use crate::figures::passage_tests::told;

#[test]
fn a_place_is_found_by_grammar() {
    let table: &[(&str, &[&str])] = &[
        ("There were 40 murders during the year.", &["40 → Karvenia"]),
        ("There were 16 murders in Morav during the year.", &["16 → Morav"]),
        ("In Morav, 14 women were killed during the year.", &["14 → Morav"]),
        ("In March, 14 women were killed in the city of Sorn Vale.", &["14 → Sorn Vale"]),
        ("Clashes in Morav Oblast left at least 17 people dead.", &["17 → Morav Oblast"]),
        ("There were 45 complaints in the Sorn district in 2013.", &["45 → Sorn district"]),
        ("Some 40 books were printed in Norwegian.", &["40 → Karvenia"]),
        (
            "Displacement hit 10,947 persons in the provinces of Morav, Sorn, and Tessel.",
            &["10,947 → Morav, Sorn, and Tessel"],
        ),
        ("There were 16 murders in Rio de Morav.", &["16 → Rio de Morav"]),
        ("There were 16 deaths in the Morav prison system.", &["16 → Morav"]),
        ("In the city of Morav’s slums there were 16 murders.", &["16 → Morav"]),
        ("Police evicted 40 tenants (mostly the old) in Morav.", &["40 → Morav"]),
        (
            "There were 33 orders in Morav out of 179 cases throughout the country.",
            &["33 → Morav", "179 → Karvenia"],
        ),
        ("In Morav the police held 16 men.", &["16 → Morav"]),
        ("Some 50 huts burned in IDP camps.", &["50 → Karvenia"]),
        ("There were 50 deaths in Norwegian prisons.", &["50 → Karvenia"]),
        ("There were 50 inmates at the Sorn complex.", &["50 → Sorn complex"]),
        ("Vandals broke 13 graves in Morav, Sorn Province.", &["13 → Morav"]),
        (
            "It recorded 13 claims against its men in the Democratic Republic of the Congo.",
            &["13 → Democratic Republic of the Congo"],
        ),
        (
            "Rent was 900 euros ($980) per head in Morav and 700 euros ($760) per head in Sorn.",
            &["900 → Morav", "980 → Morav", "700 → Sorn", "760 → Sorn"],
        ),
        ("There were 45 deaths in 2013 and 12 deaths in May.", &["45 → Karvenia", "12 → Karvenia"]),
    ];
    for (text, want) in table {
        let found = told(text, &[], |figure| figure.place.clone().unwrap_or_default());
        assert_eq!(&found, want, "{text}");
    }
}
