"""Every room's pages, in the order of the rooms: what the application registers."""

from types import ModuleType

from flask import Blueprint

from wccflow.appointments import me_views, organisation_views
from wccflow.appointments import views as appointments_views
from wccflow.calibration import common_views, compare_views
from wccflow.calibration import views as calibration_views
from wccflow.coverage import views as coverage_views
from wccflow.cycles import carrying_views, extending_views, migration_views, way_views, windows_views
from wccflow.cycles import views as cycles_views
from wccflow.evidence import (
    again_views,
    arrivals_views,
    difference_views,
    following_views,
    picture_views,
    reader_views,
    then_views,
    undoing_views,
)
from wccflow.evidence import views as evidence_views
from wccflow.finding import views as finding_views
from wccflow.frameworks import preview_views
from wccflow.frameworks import views as frameworks_views
from wccflow.hearings import views as hearings_views
from wccflow.improvement import profile_views
from wccflow.improvement import views as improvement_views
from wccflow.indicators import areas_views, choosing_views, packs_views
from wccflow.indicators import views as indicators_views
from wccflow.line_of_sight import views as line_of_sight_views
from wccflow.monitor import acting_views, checks_views, intake_views, week_views
from wccflow.monitor import views as monitor_views
from wccflow.notices import calendar_views, outbox_views, wishes_views
from wccflow.notices import views as notices_views
from wccflow.panels import (
    accuracy_views,
    availability_views,
    letter_views,
    lifting_views,
    pool_views,
    questioning_views,
    room_views,
    steering_views,
    timetable_rules_views,
    timetable_views,
)
from wccflow.panels import views as panels_views
from wccflow.partners import answering_views, surveys_views
from wccflow.partners import views as partners_views
from wccflow.people import views as people_views
from wccflow.publication import embargo_views, releases_views
from wccflow.publication import views as publication_views
from wccflow.ratings import (
    board_views,
    citing_views,
    earlier_views,
    filling_views,
    giving_views,
    sheet_copies_views,
)
from wccflow.ratings import views as ratings_views
from wccflow.reading_plan import views as reading_plan_views
from wccflow.rehearsal import views as rehearsal_views
from wccflow.review import (
    attention_views,
    audience_views,
    beside_views,
    bulk_views,
    completing_views,
    copies_views,
    drafts_views,
    labels_views,
    life_views,
    notes_views,
    pending_views,
    quoting_views,
    talk_views,
    themes_views,
    window_views,
)
from wccflow.review import views as review_views
from wccflow.triangulation import views as triangulation_views

VIEWS: tuple[ModuleType, ...] = (
    people_views,
    notices_views,
    wishes_views,
    outbox_views,
    calendar_views,
    cycles_views,
    windows_views,
    extending_views,
    way_views,
    migration_views,
    carrying_views,
    evidence_views,
    arrivals_views,
    undoing_views,
    then_views,
    reader_views,
    again_views,
    picture_views,
    following_views,
    difference_views,
    review_views,
    attention_views,
    pending_views,
    drafts_views,
    labels_views,
    themes_views,
    beside_views,
    window_views,
    life_views,
    audience_views,
    bulk_views,
    copies_views,
    notes_views,
    hearings_views,
    quoting_views,
    talk_views,
    completing_views,
    appointments_views,
    organisation_views,
    me_views,
    indicators_views,
    choosing_views,
    areas_views,
    packs_views,
    ratings_views,
    giving_views,
    earlier_views,
    sheet_copies_views,
    citing_views,
    filling_views,
    board_views,
    partners_views,
    answering_views,
    triangulation_views,
    surveys_views,
    coverage_views,
    line_of_sight_views,
    reading_plan_views,
    panels_views,
    lifting_views,
    room_views,
    steering_views,
    questioning_views,
    accuracy_views,
    letter_views,
    timetable_views,
    timetable_rules_views,
    pool_views,
    availability_views,
    finding_views,
    monitor_views,
    checks_views,
    intake_views,
    week_views,
    acting_views,
    rehearsal_views,
    calibration_views,
    common_views,
    compare_views,
    publication_views,
    embargo_views,
    releases_views,
    improvement_views,
    profile_views,
    frameworks_views,
    preview_views,
)

BLUEPRINTS: tuple[Blueprint, ...] = tuple(each.blueprint for each in VIEWS)
