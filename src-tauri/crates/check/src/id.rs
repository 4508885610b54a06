use std::fmt;

use serde::{Deserialize, Serialize};

use crate::level::Level;

/// Declares the closed list of checks: id, level, title and why it is made.
macro_rules! checks {
    ($($id:ident $level:ident $title:literal $why:literal;)*) => {
        /// A check, by its stable id. Ids are never given away again; waivers and reports point at them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum CheckId {
            $(#[doc = concat!($title, "：", $why)] $id,)*
        }

        impl CheckId {
            /// Every check, in the order of the ids.
            pub const ALL: &[Self] = &[$(Self::$id),*];

            /// The id as printed: `C31`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$id => stringify!($id)),* }
            }

            /// How bad a failure is; a finding may be milder than its check, never worse.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$id => Level::$level),* }
            }

            /// What is checked, in Chinese.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$id => $title),* }
            }

            /// Why it is checked, in Chinese.
            #[must_use]
            pub const fn why(self) -> &'static str {
                match self { $(Self::$id => $why),* }
            }
        }
    };
}

checks! {
    C01 Error "分值合计" "预算执行与全部指标的分值合计应为 100 分";
    C02 Warning "一级指标分值结构" "一级指标的分值结构由文件规定（财预〔2021〕101号）";
    C03 Error "下级分值等于上级分值" "一类指标或一个年度目标标明了分值，其下各行要凑足";
    C04 Error "分值有效" "分值应为大于 0 的数；划掉的行不带分值和得分";
    C05 Warning "未达标指标分值过小" "未完成的指标只占几分，像是有意压低影响";
    C06 Warning "单行分值过大" "一行占三成以上，一个形容词就决定三成得分";
    C07 Warning "指标类别缺失" "缺少成本或满意度等类别，评价不完整";
    C08 Warning "指标重复" "同一指标列两次，等于重复计分";
    C09 Warning "指标归类" "归错类是审核退回最多的原因";
    C10 Error "资金来源合计" "各来源之和应等于年度资金总额";
    C11 Error "执行率计算" "执行率 = 全年执行数 ÷ 全年预算数，保留两位小数";
    C12 Error "执行数与预算数" "金额应是不小于 0 的数，执行数不能大于全年预算数";
    C13 Error "预算执行得分" "预算执行得分 = 分值 × 执行率，不超过分值";
    C14 Warning "预算调整说明" "年初预算与全年预算相差较大，审核会要求说明";
    C15 Warning "执行率偏低说明" "执行率偏低要说明原因";
    C16 Warning "结果与资金匹配" "得分明显高于执行率，或超过按执行率规定的上限";
    C17 Error "金额单位" "金额单位元与万元混用，数额相差一万倍";
    C18 Warning "成本与执行数核对" "成本指标的实际值应与全年执行数对得上";
    C19 Error "目标值写法" "定量目标要有比较符号、数值和单位，否则计分方向不明";
    C20 Warning "实际值单位" "实际完成值要与目标值同一单位";
    C21 Warning "数量级跳变" "实际值与目标值、本年金额与上年相差五倍以上，多半是单位或口径有误";
    C22 Hint "实际值照抄目标值" "大多数行的实际值与目标值一样，像是照抄";
    C23 Warning "定性目标答以数值" "文字目标用数值回答，没有可比的标准";
    C24 Error "定量目标答以文字" "数值目标用文字回答，无法计分";
    C25 Warning "目标方向" "成本用 ≥、人数用 ≤，完成情况会被颠倒";
    C26 Warning "百分比范围" "比率应在 0–100% 之间，写法要完整";
    C27 Warning "名称与单位" "名称是比率，单位却是数量，或相反";
    C28 Warning "日期可比" "日期写法应可比较，且在评价年度内";
    C29 Warning "满意度" "满意度最受质疑，应与抽样结果一致";
    C30 Warning "超额完成说明" "实际值远超目标值要说明原因";
    C31 Error "得分与规则一致" "每行得分应等于按规则计算的得分";
    C32 Error "得分范围" "得分应为 0 至分值之间的数";
    C33 Warning "达标却失分" "已达到目标值，得分却少于分值";
    C34 Error "未达标却满分" "没有达到目标值，得分却等于分值";
    C35 Error "定性得分在档次内" "所选档次决定得分范围";
    C36 Warning "反向指标规则一致" "同一批表的反向指标应按同一方法计分";
    C37 Warning "等值目标被超过" "目标写“=”，实际却更大，比较符号可能写错";
    C38 Error "总分与等次" "总分应为各项得分之和，等次与总分相符";
    C39 Warning "同类偏差同等扣分" "差得多的反而得分高，不公平";
    C40 Error "失分说明原因" "各地都要求对失分说明原因";
    C41 Warning "原因含改进措施" "栏目名称要求写改进措施";
    C42 Hint "无偏差却写原因" "没有偏差却写了原因，可能目标值有误";
    C43 Warning "原因雷同" "多行或多张表写同一句话";
    C44 Warning "原因中的数字" "原因中的数字与本行的值不一致";
    C45 Warning "原因错行" "原因像是写给另一行的";
    C46 Warning "完成情况照抄目标" "实际完成情况与预期目标几乎一样";
    C47 Warning "目标文字与目标值" "预期目标中的数字与指标目标值不一致";
    C48 Warning "完成情况与实际值" "实际完成情况中的数字与指标实际值不一致";
    C49 Hint "年份用词" "文字中的年份与评价年度不同，像是去年的内容";
    C50 Hint "错别字" "自评表要公开，不应有错别字";
    C51 Warning "空白或“无”" "应填内容的地方是“无”“暂无”或空白";
    C52 Hint "项目重名" "同名项目要连同实施单位才能区分";
    C53 Warning "与公开总数核对" "各表合计应等于公开的总数";
    C54 Warning "目标值偏松" "目标值还不如上年的实际，或三年不变";
    C55 Warning "部门支出合计" "部门总额 = 基本支出 + 项目支出";
    C56 Hint "佐证材料" "抽查要看满意度、效益和超额完成的佐证";
}

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
