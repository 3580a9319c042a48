-- The index of a ledger, derived from the files of one commit. No table holds what the files do not.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, blob BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, mtime INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE problem (path TEXT, line INTEGER, code TEXT, record TEXT, args TEXT);
CREATE INDEX problem_path ON problem (path);

CREATE TABLE tier (type TEXT PRIMARY KEY, rank INTEGER, name TEXT, station INTEGER,
                   registers INTEGER, fewest INTEGER, most INTEGER) WITHOUT ROWID;
CREATE TABLE role (code TEXT PRIMARY KEY, name TEXT, fewest INTEGER, most INTEGER,
                   signs INTEGER, tier TEXT) WITHOUT ROWID;
CREATE TABLE term (kind TEXT, value TEXT, name TEXT, position INTEGER,
                   PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TABLE calendar_year (year INTEGER PRIMARY KEY, source TEXT);
CREATE TABLE calendar_day (year INTEGER, day TEXT, kind TEXT, name TEXT, place TEXT);
CREATE TABLE place (code TEXT PRIMARY KEY, name TEXT, type TEXT, parent TEXT, line TEXT,
                    households INTEGER, since TEXT, until TEXT, aliases TEXT,
                    weekday TEXT, formerly TEXT) WITHOUT ROWID;
CREATE INDEX place_line ON place (line);
CREATE TABLE staff (person TEXT, place TEXT, role TEXT, since TEXT, until TEXT);
CREATE INDEX staff_person ON staff (person);
CREATE INDEX staff_place ON staff (place);
CREATE TABLE delegate (place TEXT, person TEXT, since TEXT, until TEXT);
CREATE TABLE binding (kind TEXT, place TEXT, person TEXT, unit TEXT, team TEXT, since TEXT,
                      until TEXT);
CREATE INDEX binding_place ON binding (place);
CREATE TABLE team (code TEXT, kind TEXT, place TEXT, area TEXT);
CREATE TABLE team_member (team TEXT, place TEXT, person TEXT, role TEXT, since TEXT, until TEXT);
CREATE INDEX team_member_person ON team_member (person);
CREATE INDEX team_member_place ON team_member (place);
-- Everybody who is somebody in this ledger: by a post, or by belonging to a group.
CREATE VIEW people AS SELECT person, place, role, since, until, NULL AS team FROM staff
    UNION ALL SELECT person, place, role, since, until, team FROM team_member;
CREATE TABLE household (id TEXT PRIMARY KEY, place TEXT, name TEXT, categories TEXT, circle TEXT,
                        person TEXT, confidential INTEGER, away INTEGER, paired TEXT) WITHOUT ROWID;
CREATE INDEX household_place ON household (place);
CREATE INDEX household_person ON household (person);

-- An issue, and the periods in which its listed fields stood unchanged: [since, until).
-- The period that still runs has the last of all days as its end; `turn` is the last day of the
-- clock that runs in it, whosever it is; `review` the day to look again at what is paused or kept
-- up, and `reviewer` who named it.
CREATE TABLE issue (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reporter TEXT, visit TEXT,
                    into_ TEXT, confidential INTEGER, presses INTEGER, pressed TEXT, last TEXT,
                    followed TEXT, changed INTEGER, copies TEXT);
CREATE INDEX issue_into ON issue (into_) WHERE into_ NOT NULL;
CREATE INDEX issue_changed ON issue (changed) WHERE changed;
CREATE TABLE period (issue INTEGER NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
                     status TEXT NOT NULL, round INTEGER, title TEXT,
                     station TEXT, place TEXT, stream TEXT, category TEXT, source TEXT, level TEXT,
                     unit TEXT, person TEXT, due TEXT, turn TEXT, opened TEXT, review TEXT,
                     reviewer TEXT);
CREATE INDEX period_review ON period (review) WHERE review NOT NULL;
CREATE INDEX period_issue ON period (issue, until);
CREATE INDEX period_due ON period (turn, issue) WHERE turn NOT NULL AND until = '9999-12-31';
CREATE INDEX period_status ON period (status, opened, issue) WHERE until = '9999-12-31';
CREATE INDEX period_place ON period (place) WHERE until = '9999-12-31';
CREATE INDEX period_opened ON period (opened, issue) WHERE until = '9999-12-31';
CREATE INDEX period_ended ON period (since, station, person, issue)
                          WHERE status IN ('closed', 'declined', 'merged', 'void');
CREATE INDEX period_station ON period (station) WHERE until = '9999-12-31'
                            AND status NOT IN ('closed', 'declined', 'merged', 'void');
CREATE INDEX period_person ON period (person) WHERE until = '9999-12-31'
                           AND status NOT IN ('closed', 'declined', 'merged', 'void');
CREATE TABLE press (issue INTEGER NOT NULL, day TEXT NOT NULL, person TEXT);
CREATE INDEX press_issue ON press (issue, day);
CREATE INDEX press_day ON press (day);
CREATE TABLE activity (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                       title TEXT, station TEXT NOT NULL, place TEXT, day TEXT NOT NULL,
                       until TEXT NOT NULL, people TEXT, chair TEXT, places TEXT, bodies TEXT,
                       expected INTEGER, present INTEGER, decisions INTEGER, findings INTEGER,
                       issues TEXT);
CREATE INDEX activity_kind ON activity (kind, day, until);
CREATE INDEX activity_day ON activity (day DESC, id);
-- What activities and tasks name: in which field, what it is, and its code or id.
CREATE TABLE activity_ref (activity INTEGER NOT NULL, field TEXT, what TEXT, value TEXT);
CREATE INDEX activity_ref_activity ON activity_ref (activity);
CREATE INDEX activity_ref_value ON activity_ref (value);
CREATE TABLE task_ref (task INTEGER NOT NULL, field TEXT, what TEXT, value TEXT);
CREATE INDEX task_ref_task ON task_ref (task);
CREATE INDEX task_ref_value ON task_ref (value);
CREATE TABLE task (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT,
                   station TEXT NOT NULL, place TEXT, issuer TEXT, period TEXT, parent TEXT, unit TEXT,
                   person TEXT, opened TEXT NOT NULL, due TEXT, status TEXT NOT NULL,
                   progress INTEGER, consolidated TEXT, finished TEXT);
CREATE INDEX task_kind ON task (kind, opened);
CREATE INDEX task_opened ON task (opened DESC, due, id);
CREATE INDEX task_due ON task (due) WHERE status NOT IN ('done', 'void');
CREATE INDEX task_parent ON task (parent) WHERE parent NOT NULL;
CREATE TABLE task_part (task INTEGER NOT NULL, place TEXT, person TEXT, due TEXT, passed TEXT,
                        reported TEXT, done INTEGER);
CREATE INDEX task_part_task ON task_part (task);
CREATE TABLE task_step (task INTEGER NOT NULL, verb TEXT, day TEXT, person TEXT, place TEXT,
                        done INTEGER, percent INTEGER);
CREATE INDEX task_step_task ON task_step (task);
CREATE INDEX task_step_day ON task_step (verb, day);
-- `waiting` is how many opinions nobody has answered or made an issue of; `answered` the last day on
-- which one was answered after the visit.
CREATE TABLE visit (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, station TEXT NOT NULL,
                    day TEXT NOT NULL, kind TEXT, place TEXT, people TEXT, households TEXT,
                    body TEXT, opinions INTEGER, waiting INTEGER, issues TEXT, sign TEXT,
                    excerpt TEXT, days INTEGER, answered TEXT);
CREATE INDEX visit_heard ON visit (day) WHERE opinions;
CREATE INDEX visit_day ON visit (day, station);
CREATE INDEX visit_place ON visit (place, day);

-- Searching: every character a word of its own, whole phrases asked for, since most Chinese words
-- have two characters. Rows of records that changed stay behind and are left out by the join.
CREATE VIRTUAL TABLE issue_text USING fts5 (body, content='', columnsize=0);
CREATE VIRTUAL TABLE activity_text USING fts5 (body, content='', columnsize=0);
CREATE VIRTUAL TABLE task_text USING fts5 (body, content='', columnsize=0);
CREATE VIRTUAL TABLE visit_text USING fts5 (body, content='', columnsize=0);
