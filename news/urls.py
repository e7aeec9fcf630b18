from django.urls import path
from django.utils.translation import gettext_lazy as _

from .calendars import EventCalendar, EventsCalendar
from .feeds import NewsFeed, NewsJSONFeed
from .open_data import OpenData
from .site_map import SiteMap
from .views import (
    AtlasWithNews,
    EventList,
    EventView,
    Home,
    NetworkView,
    OrganisationView,
    PostList,
    PostView,
)

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path(_("site-map/"), SiteMap.as_view(), name="site_map"),
    path(_("organisations/<slug:slug>/"), OrganisationView.as_view(), name="organisation"),
    path(_("networks/<slug:slug>/"), NetworkView.as_view(), name="network"),
    path(_("news/"), PostList.as_view(), name="news"),
    path(_("news/atom.xml"), NewsFeed.as_view(), name="news_feed"),
    path(_("news/feed.json"), NewsJSONFeed.as_view(), name="news_json_feed"),
    path(_("news/<slug:slug>/"), PostView.as_view(), name="post"),
    path(_("events/"), EventList.as_view(), name="events"),
    path(_("events/events.ics"), EventsCalendar.as_view(), name="events_calendar"),
    path(_("events/<int:pk>.ics"), EventCalendar.as_view(), name="event_calendar"),
    path(_("events/<slug:slug>/"), EventView.as_view(), name="event"),
    path(_("strategies/atlas/"), AtlasWithNews.as_view(), name="atlas"),
    path(_("data/"), OpenData.as_view(), name="data"),
]
