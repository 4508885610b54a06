//! The pages of the window in the machine's own browser.

use std::path::Path;

use anyhow::{Context, Result, bail};
use jixiao_app::data_folder;
use jixiao_app::desk::OpenRequest;
use jixiao_server::{Patience, Server, open_by_system};

use crate::arguments::OpenArguments;
use crate::messages;
use crate::outcome::Outcome;

pub fn run(arguments: &OpenArguments) -> Result<Outcome> {
    let data = data_folder().context("找不到存放程序数据的文件夹，请用环境变量 JIXIAO_DATA 指定一个")?;
    let server = Server::begin(data, request(arguments)?, Patience::default())?;
    let address = server.address();
    if arguments.no_browser || !open_by_system(Path::new(&address)) {
        messages::note("请在本机的浏览器中打开下面的地址。它只能用一次，请不要发给别人：");
        println!("{address}");
    } else {
        messages::note("已在浏览器中打开。关闭那个页面，程序就会结束。");
    }
    server.run()?;
    messages::note("页面已关闭，程序结束。");
    Ok(Outcome::Done)
}

fn request(arguments: &OpenArguments) -> Result<Option<OpenRequest>> {
    let Some(file) = &arguments.file else { return Ok(arguments.sample.then_some(OpenRequest::Sample)) };
    if !file.is_file() {
        bail!("没有这个文件：“{}”", file.display());
    }
    let named = OpenRequest::named(&["jixiao".into(), file.clone().into()], &std::env::current_dir()?);
    named
        .map(Some)
        .with_context(|| format!("“{}”不是文档（.jixiao），也不是可以导入的工作簿", file.display()))
}
