//! Files that a person picks: looked at, and copied beside the document where they want it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use jixiao_store::{EvidenceFile, EvidencePlace};

use super::place::{copy_name, examine, modified};
use crate::desk::view::{EvidenceState, Progress, count};
use crate::digest::hash_of;
use crate::error_text::describe_error;
use crate::files::{Existing, copy, require_file};

/// Files that a person picked for an indicator, as they are to be attached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickedFiles {
    /// Those that can be attached.
    pub files: Vec<EvidenceFile>,
    /// The others, each with the reason.
    pub failed: Vec<String>,
    /// Copies that were not there before: of no use where they cannot be attached.
    written: Vec<PathBuf>,
}

impl PickedFiles {
    /// Takes the new copies away again.
    pub fn discard(&self) {
        for path in &self.written {
            // What stays behind is the lesser harm than hiding why nothing could be attached.
            drop(fs::remove_file(path));
        }
    }
}

/// Looks at the files, and copies them into `folder` beside `document` where `place` says so. `progress` returns false when the
/// person stops it: those before are taken.
pub fn take(
    paths: &[PathBuf],
    place: EvidencePlace,
    document: &Path,
    folder: &str,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> PickedFiles {
    let mut taken = PickedFiles::default();
    for (done, path) in (0..).zip(paths) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        if !progress(Progress { done, total: count(paths.len()), what: name.clone() }) {
            break;
        }
        let one = match place {
            EvidencePlace::Copied => copied(path, &name, document, folder, &mut taken.written),
            EvidencePlace::Linked => linked(path, &name),
        };
        match one {
            Ok(file) => taken.files.push(file),
            Err(error) => taken.failed.push(format!("{name}：{}", describe_error(&error))),
        }
    }
    taken
}

fn linked(path: &Path, name: &str) -> Result<EvidenceFile> {
    let Some(whole) = path.to_str().filter(|_| path.is_absolute()) else {
        bail!("文件名或文件夹名里有不能识别的字符，记不下它的位置，请改名，或选择“复制”");
    };
    let (about, hash) = looked_at(path, name)?;
    Ok(EvidenceFile { path: whole.to_owned(), place: EvidencePlace::Linked, hash, ..about })
}

/// A file of that name and those bytes which is there already is not copied again.
fn copied(
    path: &Path,
    name: &str,
    document: &Path,
    folder: &str,
    written: &mut Vec<PathBuf>,
) -> Result<EvidenceFile> {
    let (about, hash) = looked_at(path, name)?;
    let about = EvidenceFile { hash, place: EvidencePlace::Copied, ..about };
    let beside = document.parent().unwrap_or(Path::new("")).join(folder);
    let safe = copy_name(name);
    let in_folder = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        format!("{folder}/{name}")
    };
    let there = beside.join(&safe);
    if there.is_file() && examine(&there, &about) == EvidenceState::Present {
        return Ok(EvidenceFile { path: in_folder(&there), ..about });
    }
    let (copy, hash) = copy(path, &beside, &safe, Existing::Keep)?;
    let found = EvidenceFile { path: in_folder(&copy), hash, ..about };
    written.push(copy);
    Ok(found)
}

/// Name, size and date, and the hash of the bytes.
fn looked_at(path: &Path, name: &str) -> Result<(EvidenceFile, String)> {
    let read = || -> std::io::Result<_> { Ok((fs::metadata(path)?, File::open(path)?)) };
    let about = fs::metadata(path).with_context(|| format!("打不开“{name}”"))?;
    require_file(&about, name)?;
    let (about, opened) = read().with_context(|| format!("打不开“{name}”"))?;
    let hash = hash_of(opened, |_| Ok(())).with_context(|| format!("读取“{name}”时出错"))?;
    let size = i64::try_from(about.len()).unwrap_or(i64::MAX);
    let file =
        EvidenceFile { name: name.to_owned(), size, modified: modified(&about), ..EvidenceFile::default() };
    Ok((file, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(paths: &[PathBuf], place: EvidencePlace, document: &Path) -> PickedFiles {
        take(paths, place, document, "某局.佐证", &mut |_| true)
    }

    #[test]
    fn files_are_copied_beside_the_document_and_never_over_one_another() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("一"), folder.path().join("二"));
        for (folder, bytes) in [(&one, "甲"), (&other, "乙")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("清单.xlsx"), bytes).unwrap();
        }
        let document = folder.path().join("某局.jixiao");
        let paths = [one.join("清单.xlsx"), other.join("清单.xlsx"), one.join("没有.pdf"), one.clone()];
        let taken = took(&paths, EvidencePlace::Copied, &document);
        let places: Vec<&str> = taken.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(places, ["某局.佐证/清单.xlsx", "某局.佐证/清单（2）.xlsx"]);
        assert_eq!((taken.failed.len(), taken.files[0].size), (2, 3));
        assert_eq!(fs::read_to_string(folder.path().join(places[1])).unwrap(), "乙");
        let again = took(&paths[..1], EvidencePlace::Copied, &document);
        assert_eq!((&again.files, again.written.len()), (&taken.files[..1].to_vec(), 0));
        taken.discard();
        assert_eq!(fs::read_dir(folder.path().join("某局.佐证")).unwrap().count(), 0);
    }

    #[test]
    fn a_link_stays_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("照片.jpg");
        fs::write(&path, "像").unwrap();
        let document = folder.path().join("某局.jixiao");
        let taken = took(std::slice::from_ref(&path), EvidencePlace::Linked, &document);
        let file = &taken.files[0];
        assert_eq!((file.path.as_str(), file.place), (path.to_str().unwrap(), EvidencePlace::Linked));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(examine(&path, file), EvidenceState::Present);
        fs::write(&path, "象").unwrap();
        assert_eq!(examine(&path, file), EvidenceState::Changed, "of the same size");
        assert_eq!(super::super::glance(&document, file), EvidenceState::Present);
        fs::write(&path, "换了").unwrap();
        assert_eq!(super::super::glance(&document, file), EvidenceState::Changed);
        fs::remove_file(&path).unwrap();
        assert_eq!(super::super::glance(&document, file), EvidenceState::Missing);
    }
}
