//! Rapporteur: read human-rights reports, see who appears in them, and chart the numbers told in
//! their sentences, each of which leads back to its sentence.
//!
//! Files become [`report::Report`]s ([`reading`]), reports become [`analysis::Analysis`]
//! ([`entities`], [`figures`]), figures become [`series`], series become [`charts`]. A module uses
//! what stands above it in this list, never what stands below; only `app` knows egui.

// A test may cut text where it knows the bytes.
#![cfg_attr(test, allow(clippy::string_slice))]

pub mod report;

pub mod spreadsheet;

pub mod reading;

pub mod language;

pub mod entities;

pub mod figures;

pub mod privacy;

pub mod cases;

pub mod analysis;

pub mod compare;

pub mod series;

pub mod charts;

pub mod citation;

pub mod library;

pub mod project;

pub mod notes;

pub mod workspace;

pub mod workbook;

pub mod export;

pub mod diagnostics;

pub mod cli;

#[cfg(feature = "window")]
pub mod app;
