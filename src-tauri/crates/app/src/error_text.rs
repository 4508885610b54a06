//! Errors in words for the person: what the system says in its own language is said in Chinese, with what to do.

use std::io::{self, ErrorKind};

/// An error and what lies behind it, each once.
#[must_use]
pub fn describe_error(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.downcast_ref::<io::Error>().map_or_else(|| cause.to_string(), describe_io_error);
        if !parts.iter().any(|part| part.contains(&text)) {
            parts.push(text);
        }
        // Complete as it is; behind it stands what the database or the system said.
        if cause.is::<jixiao_store::Error>() {
            break;
        }
    }
    parts.join("；")
}

/// What the system says of a file, and what to do.
#[must_use]
pub fn describe_io_error(error: &io::Error) -> String {
    let number = error.raw_os_error();
    known(error.kind(), number).map_or_else(
        || {
            let number = number.map(|number| format!("（错误号 {number}）")).unwrap_or_default();
            format!("系统没有完成这一步{number}，请检查磁盘、U 盘或网络连接后再试")
        },
        str::to_owned,
    )
}

fn known(kind: ErrorKind, number: Option<i32>) -> Option<&'static str> {
    // Windows has no kind for a file that another program has open.
    if cfg!(windows) && matches!(number, Some(32 | 33)) {
        return Some(IN_USE);
    }
    Some(match kind {
        ErrorKind::PermissionDenied => "系统不允许（没有权限），请检查文件和文件夹的权限，或换一个位置",
        ErrorKind::ReadOnlyFilesystem => "这个位置是只读的（如光盘、写保护的 U 盘），请换一个可以写入的位置",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间不足，请清理后再试，或换一个位置",
        ErrorKind::FileTooLarge => "文件超过这个磁盘允许的大小，请换一个磁盘",
        ErrorKind::NotFound => "文件或文件夹不在那里，请确认它没有被移动、改名或删除，U 盘和网络盘没有断开",
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock | ErrorKind::ExecutableFileBusy => IN_USE,
        ErrorKind::InvalidFilename => "名称太长，或含有不能用的字符，请改短名称，或换一个位置",
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "路径中有一段不是文件夹，或已有同名的文件，请换一个位置"
        }
        ErrorKind::IsADirectory => "那里有一个同名的文件夹，请换一个名称或位置",
        ErrorKind::TimedOut | ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable => {
            "网络盘没有回应，请检查网络连接后再试"
        }
        _ => return None,
    })
}

const IN_USE: &str = "文件正被其他程序使用（如 Excel、WPS、杀毒或同步软件），请在那里关闭后再试";

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn every_error_of_the_system_is_in_chinese_and_says_what_to_do() {
        let numbers = (1..=133).map(io::Error::from_raw_os_error);
        let kinds =
            [ErrorKind::PermissionDenied, ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::UnexpectedEof];
        for error in numbers.chain(kinds.map(io::Error::from)) {
            let message =
                describe_io_error(&error).replace("Excel", "").replace("WPS", "").replace("U 盘", "");
            assert!(message.contains('请'), "{error}: {message}");
            assert!(!message.contains(|c: char| c.is_ascii_alphabetic()), "{error}: {message}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_common_ones_are_told_apart() {
        for (number, expected) in [
            (1, "没有权限"),
            (2, "不在那里"),
            (13, "没有权限"),
            (16, "其他程序"),
            (20, "不是文件夹"),
            (21, "同名的文件夹"),
            (28, "磁盘空间不足"),
            (30, "只读"),
            (5, "错误号 5"),
        ] {
            let message = describe_io_error(&io::Error::from_raw_os_error(number));
            assert!(message.contains(expected), "{number}: {message}");
        }
    }

    #[test]
    fn what_lies_behind_an_error_is_told_once() {
        let io = || io::Error::from(ErrorKind::PermissionDenied);
        let error = anyhow::Error::new(io()).context("无法写入“表”");
        assert_eq!(describe_error(&error), format!("无法写入“表”；{}", describe_io_error(&io())));
        let denied = jixiao_store::Error::Denied { path: "文档".into(), source: io().into() };
        let error = anyhow::Result::<()>::Err(denied.into()).context("没有保存").unwrap_err();
        assert_eq!(
            describe_error(&error),
            "没有保存；没有权限读写“文档”，请检查文件夹的写入权限，或换一个文件夹"
        );
        assert_eq!(describe_error(&anyhow::anyhow!("甲乙").context("甲乙丙")), "甲乙丙");
    }
}
