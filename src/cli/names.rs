//! Whose names leave the program: the options that commands share which write sentences.

use super::complain;
use crate::privacy::Privacy;
use crate::workbook::Held;
use crate::workspace::Workspace;
use clap::{Args, ValueEnum};

/// What becomes of private persons' names in what is written.
#[derive(Debug, Default, Args)]
pub struct NameArguments {
    /// What becomes of the names of people whom no report gives a role of public life, in the
    /// sentences that are written. The names that were changed are told on standard error.
    #[arg(long, value_name = "HOW", default_value = "keep")]
    names: HowNamed,
    /// A person whose name is kept all the same, by the fullest name.
    #[arg(long, value_name = "NAME")]
    keep_name: Vec<String>,
}

/// See [`Privacy`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum HowNamed {
    /// They stay as they are.
    #[default]
    Keep,
    /// Each becomes its initials.
    Initials,
    /// Each is left out.
    LeaveOut,
}

impl NameArguments {
    /// Takes hold of the reports, telling names as was asked.
    pub fn hold(&self, workspace: &Workspace) -> Held {
        let how = match self.names {
            HowNamed::Keep => Privacy::Names,
            HowNamed::Initials => Privacy::Initials,
            HowNamed::LeaveOut => Privacy::LeftOut,
        };
        Held::new(workspace).with_privacy(how, &self.keep_name)
    }

    /// Tells the names that were changed, for somebody to look at.
    pub fn tell_changed(&self, names: &[String]) {
        let what = match self.names {
            HowNamed::Keep => return,
            HowNamed::Initials => "as initials",
            HowNamed::LeaveOut => "left out",
        };
        match names {
            [] => complain("no names of private persons stand in the sentences"),
            names => complain(&format!("{what}: {}; --keep-name NAME keeps one", names.join(", "))),
        }
    }
}
