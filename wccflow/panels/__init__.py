"""Panels: who sits on them, conflicts of interest, the panel-day room, the report.

The room's files stand in groups; `models`, `queries`, `rules`, `facts`, `offers` and `kept` serve them all.

- Who may sit, an overseer's pool: `pool*`, `pooling`, `bringing`, `availability*`; it belongs to a `region`.
- Interests: `conflicts` are declared and decided, `deriving` finds those that show, `watching` looks again.
- Days and seats of all its panels: `timetabl*`, `plan`, `hold_pages`, `rooming`, `room_calendars`; the search
  itself is `wccflow.scheduling`.
- One panel: `seating`, `invitations`, `reminding`, `table`, `pages`, `views`, `subjects`; its pack: `pack*`,
  `papers`, `openings`.
- Its day: `day`, `actions` (alone, reveal, agree), `fixing`, `agenda`, `timing`, `leading`, `screens`,
  `questions`, `notes`, `feedback`, `record`, `earlier_panels`, `progress`.
- Its pages on the day: `entry`, `room_*`, `steering_views`, `questioning_views`, `rating_form`, `*_shown`,
  `glance`, `fragments`.
- The report: `report*`, `drafting`, `letter*`, `narrated`, `lifting*`, `building_on`, `changing`, `anchors`;
  checked by the organisation in `accuracy*` and `turns`; signed in `signing_off` and `deputies`.
- What people are told: `cards`, `days`, `sentences`, and `tasks` with `report_tasks` and `timetable_tasks`.
"""
