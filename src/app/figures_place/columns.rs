//! Which columns the table of figures shows and how wide they are.

use super::column::Column;
use crate::app::table_columns::{self, TableColumn};

/// The user's choice of columns.
pub type Columns = table_columns::Columns<Column>;

/// Follows the widths that the table is drawn with.
pub type Widths = table_columns::Widths<Column>;

/// A table narrower than this leaves out the place, which mostly is the report's country and
/// stands in the details all the same; unless the user chose the columns.
const NARROW: f32 = 700.0;

impl TableColumn for Column {
    const ALL: &'static [Self] = &Self::ALL;
    const USUAL: &'static [Self] = &Self::USUAL;

    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn fits(self, room: f32) -> bool {
        room >= NARROW || self != Self::Place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_leaves_out_the_place_alone() {
        let columns = Columns::default();
        assert_eq!(columns.shown(1200.0), Column::USUAL);
        assert_eq!(columns.shown(580.0).len(), Column::USUAL.len() - 1);
        assert!(!columns.shown(580.0).contains(&Column::Place));
    }

    #[test]
    fn columns_are_shown_and_hidden_and_one_stays() {
        let mut columns = Columns::default();
        columns.turn(Column::Page);
        columns.turn(Column::Source);
        assert!(columns.shown(580.0).contains(&Column::Page));
        assert!(columns.shown(580.0).contains(&Column::Place), "it was chosen");
        assert!(!columns.shown(1200.0).contains(&Column::Source));
        for column in Column::ALL.into_iter().filter(|column| *column != Column::Value) {
            if columns.shows(column) {
                columns.turn(column);
            }
        }
        columns.turn(Column::Value);
        assert_eq!(columns.shown(1200.0), [Column::Value]);
    }

    #[test]
    fn columns_of_another_version_do_no_harm() {
        let kept = r#"{"shown": ["Value", "Zeppelins"], "widths": {"Value": -4}, "new": 1}"#;
        let columns: Columns = serde_json::from_str(kept).unwrap();
        assert_eq!(columns.shown(1200.0), [Column::Value]);
        assert_eq!(columns.width(Column::Value), None);
    }
}
