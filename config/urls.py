from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from content.media import media
from news.sitemap import robots, sitemap

urlpatterns = [
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    path("media/<path:name>", media, name="media"),
    *i18n_patterns(
        path("", include("news.urls")),
        path("", include("networks.urls")),
        path("", include("metropoles.urls")),
        path("", include("content.urls")),  # last: a page's address is any single word
    ),
]
