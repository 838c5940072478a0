//! What the user may decide on a person, court or organization, as commands of the project.

use super::App;
use super::actions::Action;
use super::command::{Place, UiCommand};
use super::entity_export;
use super::target::Target;
use super::toast::Message;
use crate::entities::{EntityKind, Member};
use crate::project::{
    Command, Decision, DecisionId, EntityChange, EntityDecision, EntityRef, What,
};
use crate::workspace::{EntityId, Workspace};
use eframe::egui::Context;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What has to be asked before something can be decided on an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityQuestion {
    /// Which other it is one with.
    Merge,
    /// Which of its mentions are of another.
    Split,
    /// What it is called.
    Rename,
    /// Of which kind it is.
    Kind,
}

impl EntityQuestion {
    /// All, each with the action that asks it, in the order of menus.
    pub const OFFERED: [(Action, Self); 4] = [
        (Action::MergeName, Self::Merge),
        (Action::SplitName, Self::Split),
        (Action::RenameName, Self::Rename),
        (Action::NameKind, Self::Kind),
    ];

    /// Whether there is anything to be asked: what one report alone tells cannot be split.
    pub fn is_possible(self, workspace: &Workspace, id: EntityId) -> bool {
        let entity = workspace.merged().get(id);
        entity.is_some_and(|entity| self != Self::Split || entity.members.len() > 1)
    }

    /// What asks it.
    pub fn command(self, id: EntityId) -> UiCommand {
        UiCommand::AskOfEntity(id, self)
    }
}

/// What the user wants of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityWish {
    /// That it is one with this other, under the other's name.
    MergeInto(EntityId),
    /// That these of its members are another.
    Split(BTreeSet<Member>),
    /// That it is never taken for this other.
    KeepApart(EntityId),
    /// That it is called so.
    Rename(String),
    /// That it is of this kind.
    Kind(EntityKind),
    /// That it is left out of lists.
    Hide,
    /// That it is no name.
    NotAName,
}

/// The command that does what the user wants; nothing where it is so already.
pub fn command(workspace: &mut Workspace, id: EntityId, wish: EntityWish) -> Option<Command> {
    match wish {
        EntityWish::MergeInto(other) => merge(workspace, id, other),
        EntityWish::Split(off) => split(workspace, id, &off),
        EntityWish::KeepApart(other) => {
            let from = workspace.entity_ref(other)?;
            let about = workspace.entity_ref(id)?;
            Some(decide(about, EntityChange::Apart { from }))
        }
        EntityWish::Rename(name) => {
            let name = name.trim().to_owned();
            let so = workspace.merged().get(id)?.name == name;
            let read = |about: &EntityRef| about.name == name;
            let change = EntityChange::Rename { name: name.clone() };
            (!so && !name.is_empty()).then(|| set(workspace, id, change, read)).flatten()
        }
        EntityWish::Kind(kind) => {
            let so = workspace.merged().get(id)?.kind == kind;
            let read = |about: &EntityRef| about.kind == kind;
            (!so).then(|| set(workspace, id, EntityChange::Kind { kind }, read)).flatten()
        }
        EntityWish::Hide if workspace.merged().is_hidden(id) => None,
        EntityWish::Hide => set(workspace, id, EntityChange::Hide, |_| false),
        EntityWish::NotAName => set(workspace, id, EntityChange::NotAnEntity, |_| false),
    }
}

fn decide(about: EntityRef, change: EntityChange) -> Command {
    Command::DecideEntity(EntityDecision { about, change })
}

/// Sets what there is one of for an entity, in place of what was set before. Where that brings
/// back what was `read`, the earlier decision is taken back.
fn set(
    workspace: &mut Workspace,
    id: EntityId,
    change: EntityChange,
    read: impl Fn(&EntityRef) -> bool,
) -> Option<Command> {
    let sort = std::mem::discriminant(&change);
    let of_it = |decision: &DecisionId| workspace.merged().of_decision(*decision) == Some(id);
    let of_sort = |decision: &Arc<Decision>| match &decision.what {
        What::Entity(known) => std::mem::discriminant(&known.change) == sort,
        _ => false,
    };
    let decided = workspace.merged().decisions_of(id).iter().copied().filter(of_it);
    let decided = decided.filter_map(|id| workspace.project().get(id)).rfind(|d| of_sort(d));
    let Some(What::Entity(known)) = decided.map(|decision| &decision.what) else {
        let about = workspace.entity_ref(id)?;
        return Some(decide(about, change));
    };
    let taken_back = decided.filter(|_| read(&known.about)).map(|decision| decision.id);
    Some(taken_back.map_or_else(|| decide(known.about.clone(), change), Command::Remove))
}

/// The decisions of a kind that name an entity.
fn decisions<'w>(
    workspace: &'w Workspace,
    id: EntityId,
    of: impl Fn(&EntityChange) -> bool + 'w,
) -> impl Iterator<Item = DecisionId> + 'w {
    workspace.merged().decisions_of(id).iter().copied().filter(move |decision| {
        let decision = workspace.project().get(*decision);
        let what = decision.map(|decision| &decision.what);
        matches!(what, Some(What::Entity(known)) if of(&known.change))
    })
}

fn merge(workspace: &mut Workspace, id: EntityId, other: EntityId) -> Option<Command> {
    if id == other {
        return None;
    }
    let of_other = workspace.merged().decisions_of(other);
    let apart = decisions(workspace, id, |change| matches!(change, EntityChange::Apart { .. }));
    let again: Vec<Command> =
        apart.filter(|decision| of_other.contains(decision)).map(Command::Remove).collect();
    let about = workspace.entity_ref(id)?;
    let into = workspace.entity_ref(other)?;
    Some(together(workspace, again, Some(decide(about, EntityChange::Merge { into }))))
}

/// Takes members off. What the user merged before, and now parts again, is merged no more.
fn split(workspace: &mut Workspace, id: EntityId, off: &BTreeSet<Member>) -> Option<Command> {
    let merged = Arc::clone(workspace.merged());
    let entity = merged.get(id)?;
    let (kind, name) = (entity.kind, entity.name.to_owned());
    let members = entity.members;
    let rest: Vec<Member> =
        members.iter().copied().filter(|member| !off.contains(member)).collect();
    let off: BTreeSet<Member> =
        members.iter().copied().filter(|member| off.contains(member)).collect();
    if rest.is_empty() || off.is_empty() {
        return None;
    }
    let parted = |decision: &DecisionId| {
        let sides = workspace.merged().sides_of(*decision);
        let on = sides.iter().filter(|side| off.contains(side)).count();
        on > 0 && on < sides.len()
    };
    let merges = decisions(workspace, id, |change| matches!(change, EntityChange::Merge { .. }));
    let back: Vec<Command> = merges.filter(parted).map(Command::Remove).collect();
    let whole = |members: &BTreeSet<Member>| workspace.merged().is_found_whole(members);
    let undone = !back.is_empty() && (whole(&off) || whole(&rest.iter().copied().collect()));
    let stays = workspace.called(id, &rest).or(rest.first().copied())?;
    let off: Option<Vec<EntityRef>> =
        off.into_iter().map(|(report, local)| workspace.member_ref(report, local)).collect();
    let about = EntityRef { kind, name, ..workspace.member_ref(stays.0, stays.1)? };
    let split = decide(about, EntityChange::Split { off: off? });
    Some(together(workspace, back, Some(split).filter(|_| !undone)))
}

/// What undoes earlier decisions and the new one as one step, named by the new one.
fn together(workspace: &Workspace, mut back: Vec<Command>, new: Option<Command>) -> Command {
    let named = new.as_ref().map(|new| new.name(workspace.project()));
    back.extend(new);
    match <[Command; 1]>::try_from(back) {
        Ok([only]) => only,
        Err(commands) => {
            let name = named.unwrap_or_else(|| "Take back merges".to_owned());
            Command::Together { name, commands }
        }
    }
}

impl App {
    /// Runs what has to do with names.
    pub(super) fn run_on_names(&mut self, context: &Context, action: Action) {
        match action {
            Action::Suggestions => {
                self.place = Place::Read;
                self.cards.suggestions.toggle();
            }
            Action::HiddenNames => self.cards.hidden.toggle(),
            Action::ExportNames => self.saver.save(entity_export::names(&self.workspace)),
            Action::ExportCases => self.saver.save(entity_export::cases(&self.workspace)),
            _ => match self.entity_at_hand() {
                Some(id) => self.run_on_entity(context, action, id),
                None => self.toast.tell(context, Message::done(NO_NAME)),
            },
        }
    }

    fn run_on_entity(&mut self, context: &Context, action: Action, id: EntityId) {
        match action {
            Action::HideName => self.change_entity(context, id, EntityWish::Hide),
            Action::NotAName => self.change_entity(context, id, EntityWish::NotAName),
            _ => {
                let mut offered = EntityQuestion::OFFERED.into_iter();
                if let Some((_, question)) = offered.find(|(asks, _)| *asks == action) {
                    if question.is_possible(&self.workspace, id) {
                        self.ask_of_entity(id, question);
                    } else {
                        self.toast.tell(context, Message::done(ONE_MEMBER));
                    }
                }
            }
        }
    }

    /// The entity whose page is shown, else the name in the report that is pointed to.
    fn entity_at_hand(&self) -> Option<EntityId> {
        let pointed = || match self.target()? {
            Target::Entity(id, _) => Some(id),
            _ => None,
        };
        self.read.chosen(&self.workspace).or_else(pointed)
    }

    /// Asks what is to be done with an entity.
    pub(super) fn ask_of_entity(&mut self, id: EntityId, question: EntityQuestion) {
        self.cards.entity.open(&self.workspace, id, question);
    }

    /// Decides on an entity.
    pub(super) fn change_entity(&mut self, context: &Context, id: EntityId, wish: EntityWish) {
        if let Some(command) = command(&mut self.workspace, id, wish) {
            let name = command.name(self.workspace.project());
            if self.decide(context, &command) {
                self.toast.tell(context, Message::done(format!("Done: {name}")));
            }
        }
    }
}

/// What is said when no name is at hand.
const NO_NAME: &str = "Choose a person, court or organization first";

/// What is said when there is nothing to split.
const ONE_MEMBER: &str = "This name stands in one report only: there is nothing to split";
