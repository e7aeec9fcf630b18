from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path, re_path

from news.identifiers import identified
from news.share import share
from news.sitemap import robots, sitemap, sitemap_part

urlpatterns = [
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots),
    path("id/<slug:kind>/<slug:key>", identified, name="identified"),
    re_path(
        r"^og/(?P<language>fr|en)/(?P<kind>[a-z]+)/(?P<key>\w+)-(?P<digest>[0-9a-f]{16})\.png$",
        share,
        name="share",
    ),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("news.urls")),
        path("", include("networks.urls")),
        path("", include("metropoles.urls")),
        path("", include("content.urls")),  # last: a page's address is any single word
    ),
]
