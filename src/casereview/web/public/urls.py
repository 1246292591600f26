"""The addresses of the public repository. Those of entries, pages, recommendations and data stay as they are for good."""

from django.urls import path, re_path

from casereview.web.public import api, machines, searching, theming, views

CITED = r"(?P<how>ris|bib|txt)"

urlpatterns = [
    path("repository", searching.search, name="repository"),
    path("repository/catalogue", views.catalogue, name="repository_catalogue"),
    path("repository/themes", theming.every, name="repository_themes"),
    path("repository/themes/<slug:theme>", theming.one, name="repository_theme"),
    path("repository/boards", views.boards, name="repository_boards"),
    path("repository/about", views.about, name="repository_about"),
    path("repository/help", views.help, name="repository_help"),
    path("repository/accessibility", views.accessibility, name="repository_accessibility"),
    path("repository/privacy", views.privacy, name="repository_privacy"),
    path("repository/leave", views.leave, name="repository_leave"),
    # An entry, and what it holds
    path("repository/reviews/<slug:entry>", views.entry, name="repository_entry"),
    path("repository/reviews/<slug:entry>/pages/<int:number>", views.report_page, name="repository_page"),
    path("repository/reviews/<slug:entry>/pages/<int:number>.webp", views.picture, name="repository_picture"),
    path("repository/reviews/<slug:entry>/learning/<int:number>", views.learning, name="repository_learning"),
    path(
        "repository/reviews/<slug:entry>/recommendations/<int:number>",
        views.recommendation,
        name="repository_recommendation",
    ),
    path("repository/reviews/<slug:entry>/briefing", views.briefing, name="repository_briefing"),
    path("repository/reviews/<slug:entry>/print", views.printed, name="repository_print"),
    path("repository/reviews/<slug:entry>/file", views.file, name="repository_file"),
    path("repository/reviews/<slug:entry>/data.jsonld", views.linked_data, name="repository_linked"),
    re_path(rf"^repository/reviews/(?P<entry>[-a-zA-Z0-9_]+)/cite\.{CITED}$", views.cite, name="repository_cite"),
    # For machines
    path("robots.txt", machines.robots, name="robots"),
    path("repository/sitemap.xml", machines.map_index, name="repository_sitemap"),
    path("repository/sitemap-<int:part>.xml", machines.map_part, name="repository_sitemap_part"),
    path("repository/data", machines.explained, name="repository_data"),
    path("repository/data/new.atom", machines.newest, name="repository_latest"),
    path("repository/data/search.atom", searching.search_feed, name="repository_search_feed"),
    path("repository/data/catalogue.csv", machines.as_csv, name="repository_csv"),
    path("repository/data/catalogue.jsonl", machines.as_json_lines, name="repository_json_lines"),
    re_path(rf"^repository/data/catalogue\.{CITED}$", machines.as_references, name="repository_references"),
    path("repository/data/themes.rdf", theming.as_skos, name="repository_skos"),
    path("repository/data/oai", machines.harvest, name="repository_oai"),
    *api.patterns("repository/data/v1/"),
]
