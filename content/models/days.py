"""Days that people may type: those that exist, in years that clocks and calendars can show."""

from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2200
NO_SUCH_DAY = _("Write a day that exists as day/month/year.")
OUT_OF_REACH = _("Choose a year from 1900 to 2200.")
