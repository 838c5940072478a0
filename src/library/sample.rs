//! The sample: reports on an invented country, carried in the program.

use std::io;
use std::path::{Path, PathBuf};

macro_rules! sample {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/sample/", $name)))),*]
    };
}

/// The sample's files, by name.
const FILES: &[(&str, &[u8])] = sample![
    "karvenia-2018-foreign-reporting-office.txt",
    "karvenia-2019-foreign-reporting-office.html",
    "karvenia-2019-lantern-rights-watch.html",
    "karvenia-2020-foreign-reporting-office.txt",
    "karvenia-2021-foreign-reporting-office.html",
    "karvenia-2021-lantern-rights-watch.txt",
];

/// Puts a copy of the sample into a folder of its own under `data_dir` and returns that folder. A
/// file that is there already stays as it is: the copy is the user's to change.
pub fn unpack(data_dir: &Path) -> io::Result<PathBuf> {
    let folder = data_dir.join("Sample reports");
    std::fs::create_dir_all(&folder)?;
    for (name, bytes) in FILES {
        let path = folder.join(name);
        if !path.exists() {
            std::fs::write(path, bytes)?;
        }
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_whole_and_a_changed_file_stays_changed() {
        let data = tempfile::tempdir().unwrap();
        let folder = unpack(data.path()).unwrap();
        let names = std::fs::read_dir("assets/sample").unwrap().count();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), names);
        let first = folder.join(FILES[0].0);
        std::fs::write(&first, "mine").unwrap();
        unpack(data.path()).unwrap();
        assert_eq!(std::fs::read_to_string(first).unwrap(), "mine");
    }

    #[test]
    fn every_report_of_the_sample_says_that_it_is_invented() {
        for (name, bytes) in FILES {
            let text = String::from_utf8(bytes.to_vec()).unwrap().to_lowercase();
            assert!(text.contains("a fictional sample"), "{name}");
        }
    }
}
