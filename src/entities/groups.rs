//! Groups of things that turn out to be one: a forest with path halving.

/// Which of `n` things are in one group.
#[derive(Clone, Debug)]
pub struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// Each of `n` things in a group of its own.
    pub fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    /// The thing that stands for the group of `i`.
    pub fn find(&mut self, mut i: usize) -> usize {
        while let Some(&up) = self.parent.get(i) {
            if up == i {
                break;
            }
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(i) {
                *slot = above;
            }
            i = above;
        }
        i
    }

    /// Puts `a` and `b` in one group; the smaller number stands for it.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.parent.get_mut(high) {
            *slot = low;
        }
    }

    /// Whether `a` and `b` are in one group.
    pub fn same(&mut self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_things_are_one_group() {
        let mut groups = Groups::new(5);
        groups.join(0, 3);
        groups.join(3, 4);
        assert!(groups.same(4, 0));
        assert!(!groups.same(1, 4));
        assert_eq!(groups.find(4), 0);
    }
}
