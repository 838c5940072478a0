//! A page's tree in one arena, built by html5ever (the parser of the Servo browser).

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A node's place in the arena.
pub type Id = u32;

/// The document node: the root of the tree, and no node's child.
pub const DOCUMENT: Id = 0;

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// An element.
    Element(Element),
    /// A run of text.
    Text(StrTendril),
    /// The document itself, comments and the like.
    Other,
}

/// An element.
#[derive(Debug)]
pub struct Element {
    /// Its tag, in lower case.
    pub tag: LocalName,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its number among the elements, in document order, counted from 1.
    pub number: u32,
}

impl Element {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|a| &*a.name.local == name);
        found.map(|attribute| attribute.value.as_ref())
    }
}

#[derive(Debug)]
struct Node {
    data: Data,
    parent: Id,
    first: Id,
    last: Id,
    previous: Id,
    next: Id,
}

/// A page's tree.
#[derive(Debug, Default)]
pub struct Dom {
    nodes: Vec<Node>,
    elements: u32,
}

impl Dom {
    /// Parses a page. Whatever the page is, there is a tree.
    pub fn parse(page: &str) -> Self {
        let sink = Sink::new();
        parse_document(sink, ParseOpts::default()).one(StrTendril::from_slice(page))
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// How many nodes there are; every id is below it.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What a node is.
    pub fn data(&self, id: Id) -> &Data {
        self.node(id).map_or(&Data::Other, |node| &node.data)
    }

    /// The element at `id`, if it is one.
    pub fn element(&self, id: Id) -> Option<&Element> {
        match self.data(id) {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The tag of the element at `id`; empty for other nodes.
    pub fn tag(&self, id: Id) -> &str {
        self.element(id).map_or("", |element| element.tag.as_ref())
    }

    /// The node that `id` lies in.
    pub fn parent(&self, id: Id) -> Option<Id> {
        (id != DOCUMENT).then(|| self.node(id).map_or(DOCUMENT, |node| node.parent))
    }

    /// The nodes right below `id`, in order.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let some = |id: Id| (id != 0).then_some(id);
        let first = self.node(id).and_then(|node| some(node.first));
        std::iter::successors(first, move |id| self.node(*id).and_then(|node| some(node.next)))
    }

    /// The nodes below `id`, in document order, `id` left out.
    pub fn below(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut next = self.node(id).map_or(0, |node| node.first);
        std::iter::from_fn(move || {
            let current = (next != 0).then_some(next)?;
            next = self.after(current, id);
            Some(current)
        })
    }

    /// The node after `current` in document order below `root`; 0 at the end.
    fn after(&self, current: Id, root: Id) -> Id {
        if let Some(node) = self.node(current).filter(|node| node.first != 0) {
            return node.first;
        }
        let mut at = current;
        while at != root {
            let Some(node) = self.node(at) else { return 0 };
            if node.next != 0 {
                return node.next;
            }
            at = node.parent;
        }
        0
    }

    /// The text below `id`, where it is at most `longest` bytes: never reads much more than that.
    pub fn short_text(&self, id: Id, longest: usize) -> Option<String> {
        let mut text = String::new();
        for (visited, below) in self.below(id).enumerate() {
            if let Data::Text(words) = self.data(below) {
                text.push_str(words);
            }
            if text.len() > longest || visited > longest {
                return None;
            }
        }
        Some(text)
    }

    /// All text below `id`.
    pub fn text(&self, id: Id) -> String {
        let mut text = String::new();
        for below in self.below(id) {
            if let Data::Text(words) = self.data(below) {
                text.push_str(words);
            }
        }
        text
    }

    fn push(&mut self, data: Data) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(DOCUMENT);
        self.nodes.push(Node { data, parent: 0, first: 0, last: 0, previous: 0, next: 0 });
        id
    }

    fn with(&mut self, id: Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            change(node);
        }
    }

    fn detach(&mut self, id: Id) {
        let Some(node) = self.node(id) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        if previous != 0 {
            self.with(previous, |n| n.next = next);
        } else if self.node(parent).is_some_and(|n| n.first == id) {
            self.with(parent, |n| n.first = next);
        }
        if next != 0 {
            self.with(next, |n| n.previous = previous);
        } else if self.node(parent).is_some_and(|n| n.last == id) {
            self.with(parent, |n| n.last = previous);
        }
        self.with(id, |n| (n.parent, n.previous, n.next) = (0, 0, 0));
    }

    fn append(&mut self, parent: Id, child: Id) {
        self.detach(child);
        let last = self.node(parent).map_or(0, |n| n.last);
        self.with(child, |n| (n.parent, n.previous) = (parent, last));
        if last == 0 {
            self.with(parent, |n| n.first = child);
        } else {
            self.with(last, |n| n.next = child);
        }
        self.with(parent, |n| n.last = child);
    }

    fn insert_before(&mut self, sibling: Id, child: Id) {
        self.detach(child);
        let Some(node) = self.node(sibling) else { return };
        let (parent, previous) = (node.parent, node.previous);
        self.with(child, |n| (n.parent, n.previous, n.next) = (parent, previous, sibling));
        self.with(sibling, |n| n.previous = child);
        if previous == 0 {
            self.with(parent, |n| n.first = child);
        } else {
            self.with(previous, |n| n.next = child);
        }
    }

    /// Adds text at the end of `text`'s node, if `id` is one.
    fn extend_text(&mut self, id: Id, more: &StrTendril) -> bool {
        match self.nodes.get_mut(id as usize).map(|node| &mut node.data) {
            Some(Data::Text(text)) => {
                text.push_tendril(more);
                true
            }
            _ => false,
        }
    }
}

/// A handle that the parser holds: a node with its name, so that the parser can look at the name
/// without a look into the arena.
#[derive(Clone, Debug)]
pub struct Handle(Rc<(Id, QualName)>);

impl Handle {
    fn id(&self) -> Id {
        self.0.0
    }
}

/// Takes the parser's orders.
struct Sink {
    dom: RefCell<Dom>,
    document: Handle,
    elements: Cell<u32>,
}

impl Sink {
    fn new() -> Self {
        let mut dom = Dom::default();
        let document = dom.push(Data::Other);
        let document = Handle(Rc::new((document, nameless())));
        Self { dom: RefCell::new(dom), document, elements: Cell::new(0) }
    }

    fn other(&self) -> Handle {
        Handle(Rc::new((self.dom.borrow_mut().push(Data::Other), nameless())))
    }

    /// Whether text of this element is never read.
    fn holds_no_text(dom: &Dom, id: Id) -> bool {
        matches!(dom.tag(id), "script" | "style")
    }
}

fn nameless() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Dom {
        let mut dom = self.dom.into_inner();
        dom.elements = self.elements.get();
        dom
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.0.1.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let number = self.elements.get().saturating_add(1);
        self.elements.set(number);
        let element = Element { tag: name.local.clone(), attributes, number };
        Handle(Rc::new((self.dom.borrow_mut().push(Data::Element(element)), name)))
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.append(parent.id(), node.id()),
            NodeOrText::AppendText(text) => {
                if Self::holds_no_text(&dom, parent.id()) && !is_data(&dom, parent.id()) {
                    return;
                }
                let last = dom.node(parent.id()).map_or(0, |n| n.last);
                if !dom.extend_text(last, &text) {
                    let id = dom.push(Data::Text(text));
                    dom.append(parent.id(), id);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let attached = self.dom.borrow().node(element.id()).is_some_and(|n| n.parent != 0);
        if attached {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, _: &Handle) -> Handle {
        // What a template holds is not shown: it hangs on a node outside the tree.
        self.other()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id() == y.id()
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.insert_before(sibling.id(), node.id()),
            NodeOrText::AppendText(text) => {
                let previous = dom.node(sibling.id()).map_or(0, |n| n.previous);
                if !dom.extend_text(previous, &text) {
                    let id = dom.push(Data::Text(text));
                    dom.insert_before(sibling.id(), id);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().detach(target.id());
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut dom = self.dom.borrow_mut();
        let children: Vec<Id> = dom.children(node.id()).collect();
        for child in children {
            dom.append(parent.id(), child);
        }
    }
}

/// Whether a script holds data about the page (JSON-LD), which is read.
fn is_data(dom: &Dom, id: Id) -> bool {
    dom.element(id).and_then(|e| e.attribute("type")).is_some_and(|t| t == "application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_as_browsers_build_it() {
        let dom =
            Dom::parse("<p>one<p>two <b>three<table>four<tr><td>five</table><script>x</script>");
        let tags: Vec<&str> =
            dom.below(DOCUMENT).map(|id| dom.tag(id)).filter(|tag| !tag.is_empty()).collect();
        let want = ["html", "head", "body", "p", "p", "b", "table", "tbody", "tr", "td", "script"];
        assert_eq!(tags, want);
        assert_eq!(dom.text(DOCUMENT), "onetwo threefourfive");
        let numbers: Vec<u32> =
            dom.below(DOCUMENT).filter_map(|id| dom.element(id)).map(|e| e.number).collect();
        assert!(numbers.is_sorted());
    }
}
