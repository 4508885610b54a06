use anyhow::Result;
use serde_json::json;

use jixiao_app::{Catalogue, RuleSet, rules_of_file};

use crate::arguments::{ListArguments, RulesArguments, RulesCommand};
use crate::catalogue::catalogue;
use crate::outcome::Outcome;
use crate::table::table;

pub fn run(arguments: &RulesArguments) -> Result<Outcome> {
    match &arguments.command {
        RulesCommand::List(arguments) => list(arguments),
        RulesCommand::Check(check) => {
            let rules = rules_of_file(&check.file)?;
            println!("规则文件没有问题：{}（{}），依据：{}", rules.name, rules.id.0, rules.source);
            Ok(Outcome::Done)
        }
    }
}

fn list(arguments: &ListArguments) -> Result<Outcome> {
    let catalogue = catalogue()?;
    if arguments.json {
        crate::output::json(&to_json(&catalogue))?;
    } else {
        let rows = catalogue.rule_sets.iter().map(|rules| row(rules, &catalogue)).collect();
        println!("{}", table(&["编号", "名称", "依据", "来源"], rows, 4));
    }
    Ok(if catalogue.mistakes.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn row(rules: &RuleSet, catalogue: &Catalogue) -> Vec<String> {
    let file = catalogue.rules_file_of(&rules.id).unwrap_or("随程序提供");
    [&rules.id.0, &rules.name, &rules.source, file].map(str::to_owned).to_vec()
}

fn to_json(catalogue: &Catalogue) -> serde_json::Value {
    let one = |rules: &RuleSet| {
        json!({
            "id": rules.id.0,
            "name": rules.name,
            "source": rules.source,
            "file": catalogue.rules_file_of(&rules.id),
        })
    };
    json!({
        "rule_sets": catalogue.rule_sets.iter().map(|rules| one(rules)).collect::<Vec<_>>(),
        "mistakes": catalogue.mistakes,
    })
}
