//! What was chosen and is in no saved chart yet: none of it is lost when the user opens another chart
//! or leaves.

use super::ChartsPlace;
use super::choices::Choices;
use crate::project::{Command, DecisionId};
use crate::workspace::Workspace;

impl ChartsPlace {
    /// The place as it was left.
    pub fn with_draft(draft: Option<&str>) -> Self {
        let choices = draft.and_then(|draft| serde_json::from_str::<Choices>(draft).ok());
        let choices = choices.unwrap_or_default();
        Self { kept: choices.clone(), choices, ..Self::default() }
    }

    /// What is to be remembered of the place; nothing where the user has chosen nothing.
    pub fn draft(&self) -> Option<String> {
        let untouched = Choices { indicator: self.choices.indicator.clone(), ..Choices::default() };
        if self.choices == untouched {
            return None;
        }
        let written = serde_json::to_string(&self.choices);
        written.inspect_err(|error| tracing::error!(%error, "a chart could not be kept")).ok()
    }

    /// What was changed in the saved chart that was open before these choices, as a step that can
    /// be taken back: who opens another chart has not said that the changes are to go.
    pub(super) fn left_behind(&self, workspace: &Workspace, before: &Choices) -> Option<Command> {
        let id: DecisionId = before.saved.filter(|id| self.choices.saved != Some(*id))?;
        self.changed(workspace, before, id)
    }
}
