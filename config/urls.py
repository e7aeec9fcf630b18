from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from news.sitemap import robots, sitemap

urlpatterns = [
    path("admin/writing/", include("content.admin.writing")),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("news.urls")),
        path("", include("networks.urls")),
        path("", include("metropoles.urls")),
        path("", include("content.urls")),  # last: a page's address is any single word
    ),
]
