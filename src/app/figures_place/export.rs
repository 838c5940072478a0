//! Figures as a file: an evidence workbook, or a table as CSV where the file's name ends so.
//!
//! The rows are made of handles that any thread may hold, so that the file is made in the
//! background.

use crate::app::saving::SaveRequest;
use crate::series::FigureId;
use crate::workbook::{Held, figures_csv, figures_workbook};
use crate::workspace::Workspace;
use std::sync::Arc;

/// What is to be done to save these figures, in this order.
pub fn request(workspace: &Workspace, ids: Vec<FigureId>) -> SaveRequest {
    saving(Held::new(workspace), ids)
}

/// What is to be done to save all figures of the folder.
pub fn request_all(workspace: &Workspace) -> SaveRequest {
    let held = Held::new(workspace);
    let ids = held.figures();
    saving(held, ids)
}

fn saving(held: Held, ids: Vec<FigureId>) -> SaveRequest {
    let figures = Arc::new((held, ids));
    let same = Arc::clone(&figures);
    SaveRequest {
        what: "Figures",
        file_name: "figures.xlsx".to_owned(),
        make: Arc::new(move || figures_workbook(&figures.0, &figures.1)),
        others: vec![("csv", Arc::new(move || Ok(figures_csv(&same.0, &same.1)?.into_bytes())))],
    }
}
