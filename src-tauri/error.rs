/// Why the window did not open, in words for the person who started it.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// Linux without Wayland or X11: a server, a container, a remote shell.
    #[error(
        "窗口打不开：这里没有图形桌面。请在桌面环境中启动，或改用命令行程序 jixiao（运行 jixiao --help 查看用法）。"
    )]
    NoDisplay,
    /// The web view or the configuration refused.
    #[error("窗口打不开：{0}。请确认系统的网页组件（WebKitGTK 或 WebView2）已安装，然后重新启动。")]
    Window(#[from] tauri::Error),
}
