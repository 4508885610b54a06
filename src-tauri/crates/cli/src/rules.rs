use anyhow::Result;

use jixiao_app::rules_of_file;

use crate::arguments::{RulesArguments, RulesCommand};
use crate::outcome::Outcome;

pub fn run(arguments: &RulesArguments) -> Result<Outcome> {
    match &arguments.command {
        RulesCommand::Check(check) => {
            let rules = rules_of_file(&check.file)?;
            println!("规则文件没有问题：{}（{}），依据：{}", rules.name, rules.id.0, rules.source);
            Ok(Outcome::Done)
        }
    }
}
