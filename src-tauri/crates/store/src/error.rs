use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use crate::ids::{EvidenceId, FormId, RowPlace};

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a document could not be opened, read or changed: what happened, to which file, and what to do next.
///
/// After an error of [`crate::Store::apply`] the document is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No file is there.
    #[error("找不到文件“{}”，请确认它没有被移动、改名或删除", .0.display())]
    Missing(PathBuf),
    /// A new document may not replace a file.
    #[error("“{}”已经存在，请换一个文件名，或直接打开它", .0.display())]
    Exists(PathBuf),
    /// Another kind of file, or one whose beginning is destroyed.
    #[error("“{}”不是绩效自评文件，请选择扩展名为 .jixiao 的文件；如果它原来可以打开，说明文件已经损坏，请从备份恢复", .0.display())]
    NotADocument(PathBuf),
    /// The file is a document, but its contents contradict themselves.
    #[error("文件“{}”已经损坏，无法打开；请不要继续使用它，从备份恢复最近的一份（损坏的文件会另外保留）", path.display())]
    Damaged {
        /// The document.
        path: PathBuf,
        /// What the database said, if it said something.
        source: Option<rusqlite::Error>,
    },
    /// Made by a later version of this program.
    #[error("“{}”由更新版本的程序保存（文件格式 {found}，本程序最高支持 {known}），请升级程序后再打开；文件没有被改动", path.display())]
    Newer {
        /// The document.
        path: PathBuf,
        /// Format of the file.
        found: i64,
        /// Greatest format that this program reads.
        known: i64,
    },
    /// Made by an earlier version, in a place where it cannot be brought up to date.
    #[error("“{}”由旧版本的程序保存，需要先升级格式，但它所在的位置不能写入；请把它复制到可以写入的文件夹后再打开", .0.display())]
    OlderReadOnly(PathBuf),
    /// The last edits still lie in the file beside it, and the place cannot be written.
    #[error("“{}”上次没有正常关闭，它所在的位置又不能写入；请把它和同名的 -wal 文件一起复制到可以写入的文件夹后再打开", .0.display())]
    Unsettled(PathBuf),
    /// A change was asked of a document opened for reading.
    #[error("“{}”是以只读方式打开的，不能修改；请先关闭正在编辑它的窗口，或把它复制到可以写入的文件夹后再打开", .0.display())]
    ReadOnly(PathBuf),
    /// The document is open elsewhere, so it may not be replaced.
    #[error("“{}”正在另一个窗口或另一台计算机上打开，请先在那里关闭它", .0.display())]
    OpenElsewhere(PathBuf),
    /// No room for the change.
    #[error("磁盘空间不足，“{}”没有保存这一步；请清理磁盘后再试，之前保存的内容不受影响", .0.display())]
    DiskFull(PathBuf),
    /// The system does not allow it.
    #[error("没有权限读写“{}”，请检查文件夹的写入权限，或换一个文件夹", path.display())]
    Denied {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Something else holds the file.
    #[error("“{}”暂时被其他程序（如杀毒或同步软件）占用，请稍后再试", .0.display())]
    Busy(PathBuf),
    /// The disk or the network failed.
    #[error("读写“{}”时出错，请检查磁盘、U 盘或网络连接后再试", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The form is not there (any more).
    #[error("这张表已经不在文件中，可能已被删除；请刷新列表，或撤销删除")]
    NoSuchForm(FormId),
    /// The form has no such goal or indicator.
    #[error("表中没有第 {} 个目标的第 {} 行指标，请刷新后再试", .0.goal + 1, .0.row + 1)]
    NoSuchRow(RowPlace),
    /// The form has no such file.
    #[error("这份佐证材料已经不在表中，请刷新后再试")]
    NoSuchEvidence(EvidenceId),
    /// The form has no such field.
    #[error("表中没有这一格，请刷新后再试")]
    NoSuchField(jixiao_model::FieldRef),
    /// The first fund row is the total.
    #[error("资金表的第一行是资金总额，不能删除或移动；请选中它下面的资金来源")]
    TotalFund,
    /// A form has at least one goal.
    #[error("至少要保留一个年度目标，这是最后一个，不能删除；可以改写它的内容")]
    LastGoal,
    /// The field is computed and takes no text.
    #[error("这一格由程序编号，不能填写")]
    NotEditable(jixiao_model::FieldRef),
    /// What a department's indicator is to be put together from is no row of a project's form.
    #[error("要关联的指标已经不在项目自评表中，请刷新后重新选择")]
    NotASource,
    /// The year of a form is no year.
    #[error("“{0}”不是年度，请填写四位数字，如 2023")]
    NotAYear(String),
}

impl Error {
    /// What a failed operation on the file at `path` means to a person.
    pub(crate) fn io(path: &Path, error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_path_buf();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { path, source: error.into() }
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull(path)
            }
            ErrorKind::ResourceBusy | ErrorKind::WouldBlock => Self::Busy(path),
            _ => Self::Io { path, source: error.into() },
        }
    }

    /// What a failed statement on the database at `path` means to a person.
    pub(crate) fn sql(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        // The index beside the log is a file of a fixed size: no room is the one thing that keeps it from being made larger.
        if error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull(path);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::Denied { path, source: error.into() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory) => {
                Self::Io { path, source: error.into() }
            }
            // What is left (a missing table, a text that is no method …) does not occur in a file that we wrote.
            Some(_) | None => Self::Damaged { path, source: Some(error) },
        }
    }
}

/// What goes wrong inside a transaction, where the path is not known.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The database said so.
    Sql(rusqlite::Error),
    /// Something in the file is not what this program writes.
    Corrupt,
    /// Complete as it is.
    Reported(Error),
}

/// What functions inside a transaction return.
pub(crate) type TxResult<T> = std::result::Result<T, Fault>;

impl Fault {
    /// The error for the caller.
    pub(crate) fn at(self, path: &Path) -> Error {
        match self {
            Self::Sql(error) => Error::sql(path, error),
            Self::Corrupt => Error::Damaged { path: path.to_path_buf(), source: None },
            Self::Reported(error) => error,
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(_: serde_json::Error) -> Self {
        Self::Corrupt
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Reported(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_called_full_whichever_file_has_no_room() {
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE] {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = Error::sql(Path::new("表.jixiao"), error);
            assert!(matches!(error, Error::DiskFull(_)), "{code}: {error:?}");
        }
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_FSYNC), None);
        assert!(matches!(Error::sql(Path::new("表.jixiao"), error), Error::Io { .. }));
    }
}
