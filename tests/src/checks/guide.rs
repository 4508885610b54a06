//! The words around the tables.

/// What the page is and how it is made.
pub const INTRODUCTION: &str = "\
# 自动检查

*In English:* what `jixiao` checks by itself, what it finds in the published forms, and how much of that a person who looked found right. \
Written by `make checks` from `src-tauri/crates/check`, `tests/corpus` and `tests/data/judged.tsv`; a test fails when it is out of date.

本页由 `make checks` 从检查程序（`src-tauri/crates/check`）、公开自评表（`tests/corpus`）和人工核对记录（`tests/data/judged.tsv`）生成，\
请勿手改；与数据不符时测试不通过。门槛在规则文件（`src-tauri/rules/*.toml` 的 `[checks]`）里，词表在 `src-tauri/rules/words.toml` 里。

- **错误**：带着它不应上报；**警告**：审核会问；**提示**：值得看一眼。
- 每项检查有三种结果：不合格、不适用、**未定**（缺数据或写法不清，只作提示，不算错）。拿不准的不报。
- 同一处毛病只由最清楚的一项检查来说；正在填写的表，还没填的不算错。
";

/// What stands above the table of judgements.
pub const JUDGED: &str = "\
## 三、人工核对

从上面的结果中抽出来，对着公开表逐条看过：说得对的记“对”，说错的或没有必要说的记“误”。看字面的检查（归类、方向、原因、目标文字、年份、\
错别字、空白或“无”）全部核对，准确率须在九成以上；其余每项至少十条，不足十条的全部核对。逐条记录和理由在 `tests/data/judged.tsv`。

**这个准确率偏乐观**：词表和门槛就是对着这 50 张表收紧的，核对的人也是写检查的人；公开表只有三个单位的，别处的表误报会多些。\
没有查出来的毛病（漏报）见第五部分。如遇误报，可在软件中豁免并写明理由。
";

/// What stands above the samples of other offices' forms.
pub const ELSEWHERE: &str = "\
## 四、在别处的表上

`tests/corpus/regions` 和 `offices*` 里的表来自别的地方，版式各不相同，检查没有对着它们收紧过。每项检查把在这些表上查出的（不合格的）按文件夹、文件、\
表、格的顺序排好，等距抽若干条（前两次各七条，后两次各八条），不足的全抽，逐条对着表看；没有必要说的、读表读错引起的都记“误”。每次抽过，按看到的误报改检查；\
改后排除已抽过的，再抽一次：每一次的准确率都是没有对着它改过的。记录在 `tests/data/judged-elsewhere*.tsv`，\
`cargo run -p jixiao-tests --bin checks draw` 另抽。命令行检查这些表时按最接近的官方表式看，表上没有的栏目会被当成没有填；在窗口里用本单位原表式，则不会。
";

/// What stands above the table of planted faults.
pub const PLANTED: &str = "\
## 五、种下的毛病

漏报没有人数得出来，只能自己种：把公开表和别处的表一张一张复制，每张种下一处常见的毛病（`tests/src/checks/faults.rs`），看这一项检查是不是说了种之前没有说的话\
（未定也算说了）。每种毛病在放得下、这项检查原来没有话说的表里等距取至多三十张。改检查的人也是种毛病的人，真实的毛病会多出别的样子。
";
