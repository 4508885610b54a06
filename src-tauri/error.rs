use std::fmt;

/// Why the window did not open, in words for the person who started it.
#[derive(Debug)]
pub enum ShellError {
    /// Linux without Wayland or X11: a server, a container, a remote shell.
    NoDisplay,
    /// The web view or the configuration refused.
    Window(tauri::Error),
}

impl fmt::Display for ShellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDisplay => {
                f.write_str("窗口打不开：这里没有图形桌面。请在桌面环境中启动，或改用命令行程序 jixiao（运行 jixiao --help 查看用法）。")
            }
            Self::Window(error) => {
                write!(f, "窗口打不开：{error}。请确认系统的网页组件（WebKitGTK 或 WebView2）已安装，然后重新启动。")
            }
        }
    }
}

impl std::error::Error for ShellError {}

impl From<tauri::Error> for ShellError {
    fn from(error: tauri::Error) -> Self {
        Self::Window(error)
    }
}
