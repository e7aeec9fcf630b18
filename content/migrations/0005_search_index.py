from django.db import migrations

# Tokens come folded and stemmed, so the databases only compare them. PostgreSQL takes it for cheap
# to look into every row for a word that most hold, though each row is unpacked for it: the function
# keeps it to the index.
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE content_searchindex USING fts5("
        "names, title_fr, title_en, all_fr, all_en,"
        " tokenize = 'ascii', detail = 'column', prefix = '3 4')"
    ],
    "postgresql": [
        "CREATE TABLE content_searchindex (rowid bigint PRIMARY KEY, names tsvector,"
        " title_fr tsvector, title_en tsvector, all_fr tsvector, all_en tsvector)",
        "CREATE INDEX content_searchindex_tokens ON content_searchindex"
        " USING gin (names, title_fr, title_en, all_fr, all_en)",
        "CREATE FUNCTION content_searchindex_matching(part name, query tsquery)"
        " RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$ BEGIN"
        " RETURN QUERY EXECUTE"
        " format('SELECT rowid FROM content_searchindex WHERE %I @@ $1', part) USING query;"
        " END $$",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)  # the % in them is their own


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION content_searchindex_matching")
    schema_editor.execute("DROP TABLE content_searchindex")


class Migration(migrations.Migration):
    dependencies = [("content", "0004_search_entries")]

    operations = [migrations.RunPython(make, drop)]
