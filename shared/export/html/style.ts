import type { ReportTheme } from '#shared/export/html/report-html.ts';

const palettes: Readonly<Record<ReportTheme, string>> = {
  light:
    '--bg:#fff;--tx:#14171b;--tx2:#434b55;--tx3:#5c656f;--line:#d8dde2;--crit:#b5271a;--warn:#855300;--acc:#0b5cb3;--code:#f2f3f5;--ground:#f2f3f5',
  dark: '--bg:#101215;--tx:#e9ebee;--tx2:#b7bec7;--tx3:#929ba6;--line:#2a2f36;--crit:#ff7d69;--warn:#e8b54f;--acc:#74b4ff;--code:#16191d;--ground:#101215',
};

/** The report's one style sheet. The theme is the writer's choice, not the reader's system's: text and pictures go together. */
export const reportStyle = (theme: ReportTheme): string => `
:root{${palettes[theme]}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1080px;padding:32px;background:var(--bg);color:var(--tx);font:14px/1.5 'IBM Plex Sans','Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:40px 0 8px;border-bottom:1px solid var(--line);padding-bottom:4px}h3{font-size:15px;margin:28px 0 4px}h4{font-size:13px;margin:16px 0 4px;color:var(--tx2)}
p{margin:4px 0 8px;max-width:80ch}
.source,.quiet{color:var(--tx3)}.source{max-width:none}
code,pre,.mono{font-family:'IBM Plex Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC',Menlo,monospace;font-size:12px}
pre{background:var(--code);border:1px solid var(--line);padding:8px 10px;margin:4px 0 8px;white-space:pre-wrap;overflow-wrap:anywhere}
pre.note{background:none;border:0;border-left:3px solid var(--acc);font-family:inherit;font-size:13px}
table{border-collapse:collapse;width:100%;margin:4px 0 12px}th{text-align:left;font-weight:500;color:var(--tx3)}th,td{padding:3px 12px 3px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td.nowrap,th.nowrap{white-space:nowrap}td.origin{width:34%}
ol,ul{margin:4px 0 8px;padding-left:24px}li{margin:2px 0}
.critical,.high{color:var(--crit)}.medium{color:var(--warn)}
mark{background:none;color:var(--acc);font-weight:500;text-decoration:underline;text-underline-offset:3px}
figure{margin:8px 0 12px;padding:16px;background:var(--ground);border:1px solid var(--line);overflow-x:auto}figure svg{display:block;max-width:100%;height:auto;overflow:visible}
@media print{body{max-width:none;padding:0;font-size:11px}h2{break-after:avoid}h3,h4,h3+p{break-after:avoid}pre,figure,tr,li{break-inside:avoid}a{color:inherit;text-decoration:none}}
`;
