/** The report's style sheet: readable on screen in light and dark, and on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --line: #8884; --quiet: color-mix(in srgb, currentColor 65%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1080px; margin: 2rem auto; padding: 0 1rem; background: Canvas; color: CanvasText; }
h1 { font-size: 1.5rem; margin-bottom: 0.2rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p.quiet, figcaption, caption, .quiet { color: var(--quiet); }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.86rem; }
caption { text-align: left; padding: 0.3rem 0; }
th, td { padding: 0.3rem 0.7rem; border-bottom: 1px solid var(--line); text-align: right; }
th[scope=row], td:first-child, th:first-child { text-align: left; font-weight: 600; }
.words { text-align: left; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--line); }
figure { margin: 1.2rem 0; } figure svg { max-width: 100%; height: auto; } figcaption { font-size: 0.85rem; max-width: 70ch; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(440px, 1fr)); gap: 1rem; }
.pair { border-top: 1px solid var(--line); padding: 0.8rem 0; } .pair h3 { font-size: 0.95rem; margin: 0 0 0.5rem; }
.faces { display: flex; flex-wrap: wrap; gap: 0.8rem; } .faces figure { margin: 0; width: 130px; } .faces img { width: 112px; height: 112px; display: block; }
ul.warnings { border-left: 4px solid #d55e00; padding: 0.6rem 0.8rem 0.6rem 2rem; font-weight: 600; }
pre { overflow-x: auto; font-size: 0.8rem; border: 1px solid var(--line); padding: 0.8rem; }
@media print { body { margin: 0; max-width: none; } .pair, figure { break-inside: avoid; } }
`
