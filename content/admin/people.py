"""Users and groups as Django shows them, in lists like all others."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from .lists import SturdyList

admin.site.unregister([User, Group])


@admin.register(User)
class PersonAdmin(SturdyList, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(SturdyList, GroupAdmin):
    pass
