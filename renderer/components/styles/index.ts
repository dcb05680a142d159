// Order matters: tokens, then base, then what stands on them.
import './fonts.css';
import './tokens.css';
import './base.css';
import './frame.css';
import './parts.css';
import './grid.css';
import './connect.css';
import './views.css';
import './notes.css';
import './storage.css';
import './sources.css';
import './compare.css';
import './redaction.css';
import './narrow.css';
