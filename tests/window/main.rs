//! The window from outside: it is opened on invented reports, clicked through and looked at.

// The attribute tells the lints that their helpers belong to tests, and may panic.
#[cfg(test)]
mod again;
#[cfg(test)]
mod charts;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod deciding;
#[cfg(test)]
mod entities;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod library;
#[cfg(test)]
mod names;
mod pictures;
mod places;
#[cfg(test)]
mod printed;
mod reading;
#[cfg(test)]
mod search;
#[cfg(test)]
mod selecting;
#[cfg(test)]
mod workbook;
