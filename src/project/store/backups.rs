//! Earlier states of a project, kept beside it.

use super::disk::Disk;
use std::io;
use std::path::{Path, PathBuf};

/// How many are kept.
pub(super) const KEPT: usize = 10;

/// How many of the newest are never thinned out.
const NEWEST: usize = 4;

/// A backup: the greater its number, the newer. Numbers do not follow the clock, which may be set
/// back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Backup {
    pub(super) number: u64,
    pub(super) path: PathBuf,
}

/// The backups in a folder, the oldest first. None where there is no such folder.
pub(super) fn list(disk: &dyn Disk, folder: &Path) -> Vec<Backup> {
    let number = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        name.strip_suffix(".json")?.parse().ok()
    };
    let paths = disk.list(folder).unwrap_or_default();
    let mut backups: Vec<Backup> = paths
        .into_iter()
        .filter_map(|path| Some(Backup { number: number(&path)?, path }))
        .collect();
    backups.sort_unstable_by_key(|backup| backup.number);
    backups
}

/// Keeps a file as the newest backup and thins out the others.
pub(super) fn add(disk: &dyn Disk, folder: &Path, file: &Path) -> io::Result<PathBuf> {
    disk.make_folder(folder)?;
    let mut backups = list(disk, folder);
    let number = backups.last().map_or(1, |newest| newest.number + 1);
    let path = folder.join(format!("{number:06}.json"));
    disk.keep(file, &path)?;
    backups.push(Backup { number, path: path.clone() });
    let mut numbers: Vec<u64> = backups.iter().map(|backup| backup.number).collect();
    while let Some(at) = superfluous(&numbers) {
        numbers.remove(at);
        let removed = backups.remove(at);
        // One too many does no harm; the next time it is tried again.
        if let Err(error) = disk.remove(&removed.path) {
            tracing::warn!(%error, "an old backup stays");
        }
    }
    Ok(path)
}

/// Which backup to give up, where there are too many: not one of the newest, nor the oldest, but
/// the one whose neighbours stand closest together for their age. So they reach far back, ever
/// more widely spaced.
fn superfluous(numbers: &[u64]) -> Option<usize> {
    if numbers.len() <= KEPT {
        return None;
    }
    let newest = *numbers.last()?;
    let gap = |at: &usize| {
        let before = numbers.get(at.checked_sub(1)?)?;
        let (this, after) = (numbers.get(*at)?, numbers.get(at + 1)?);
        Some((after - before) as f64 / newest.saturating_sub(*this).max(1) as f64)
    };
    let inner = 1..numbers.len().saturating_sub(NEWEST);
    let measured = inner.filter_map(|at| Some((at, gap(&at)?)));
    measured.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_reach_far_back_and_are_few() {
        let mut kept: Vec<u64> = Vec::new();
        for number in 1..=1000 {
            kept.push(number);
            while let Some(at) = superfluous(&kept) {
                kept.remove(at);
            }
            assert!(kept.len() <= KEPT);
        }
        assert_eq!(kept.first(), Some(&1));
        assert_eq!(kept.get(kept.len() - NEWEST..), Some(&[997, 998, 999, 1000][..]));
        let middle = kept.get(1..KEPT - NEWEST).unwrap();
        assert!(middle.first().unwrap() < &850 && middle.last().unwrap() > &950, "{kept:?}");
    }
}
