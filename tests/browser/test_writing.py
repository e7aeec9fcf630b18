"""Writing in the admin with a real browser, by keyboard, under the strict policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_by_axe
from tests.builders import make_image, make_network, make_organisation, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=20_000)  # several editors on one page, perhaps on a busy machine

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
</head><body lang=FR><!--StartFragment--><h1 style='color:#2F5496'>Un titre<o:p></o:p></h1>
<p class=MsoNormal><span style='font-family:"Calibri",sans-serif'>Le <b>mot</b>&nbsp;: gras<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Premier<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·</span><![endif]>Second<o:p></o:p></p><!--EndFragment--></body></html>"""
WEB = """<meta charset='utf-8'><div class="article" style="color: red" onclick="steal()"><h1 class="t">Headline</h1>
<div><span style="font-weight: 400">Plain and <span style="font-weight: 700">heavy</span></span></div>
<script>alert(1)</script><p><a href="https://example.org/?utm_source=x" onmouseover="x()" class="l">source</a>
<a href="javascript:alert(1)">trap</a><img src="https://elsewhere.example/pixel.gif"></p></div>"""
PASTE = """(area, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def area(page, language):
    return page.locator(f"#id_body_{language}_text")


def picker(page):
    return page.get_by_role("dialog")


def write_in(page, language, label):
    page.get_by_label(label, exact=True).check()
    area(page, language).focus()
    page.wait_for_timeout(100)  # a moment after, the editor puts its own selection in place


def save(page):
    page.locator("input[name=_continue]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")


def press_in_toolbar(page, language, name):
    """Reach a button of the toolbar with the keyboard alone."""
    page.keyboard.press("Alt+F10")
    button = area(page, language).locator("..").get_by_role("button", name=name, exact=True)
    for _ in range(30):
        if button.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def test_text_is_formatted_and_edited_again_in_the_other_language(signed_in):
    post = make_post(body_fr="", body_en="")
    page = signed_in(f"/admin/news/post/{post.pk}/change/")
    write_in(page, "fr", "French")
    press_in_toolbar(page, "fr", "Heading")
    page.keyboard.type("Titre")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+B")
    page.keyboard.type("gras")
    page.keyboard.press("Control+B")
    page.keyboard.press("Enter")
    press_in_toolbar(page, "fr", "Bulleted list")
    page.keyboard.type("un")
    page.keyboard.press("Enter")
    page.keyboard.type("deux")
    save(page)

    write_in(page, "en", "English")
    page.keyboard.type("Words")
    save(page)
    post.refresh_from_db()
    french = "<h2>Titre</h2><p><strong>gras</strong></p><ul><li>un</li><li>deux</li></ul>"
    assert (post.body_fr, post.body_en) == (french, "<p>Words</p>")


def test_pastes_come_out_clean(signed_in):
    post = make_post(body_fr="", body_en="")
    page = signed_in(f"/admin/news/post/{post.pk}/change/")
    write_in(page, "fr", "French")
    area(page, "fr").evaluate(PASTE, WORD)
    expect(area(page, "fr")).to_contain_text("Second")
    write_in(page, "en", "English")
    area(page, "en").evaluate(PASTE, WEB)
    expect(area(page, "en")).to_contain_text("source")
    expect(area(page, "en").locator("[style], [class*=article], img")).to_have_count(0)
    save(page)

    post.refresh_from_db()
    assert post.body_fr == (
        "<h2>Un titre</h2><p>Le <strong>mot</strong>\xa0: gras</p>"
        "<ul><li>Premier</li><li>Second</li></ul>"
    )
    assert post.body_en == (
        "<h2>Headline</h2><p>Plain and <strong>heavy</strong></p>"
        '<p><a href="https://example.org/?utm_source=x">source</a> trap</p>'
    )


def test_an_organisation_is_linked_by_name_and_kept_by_key(signed_in, client):
    organisation = make_organisation("Île-de-France", "Île-de-France", slug="idf")
    organisation.names.create(name="Grand Paris", type="exonym")
    network = make_network("IDEAL")
    post = make_post(body_fr="<p>Avec la région</p>", body_en="")
    page = signed_in(f"/admin/news/post/{post.pk}/change/", "fr")
    write_in(page, "fr", "Français")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.wait_for_timeout(100)  # the editor hears of a selection a moment later
    page.keyboard.press("Control+K")
    field = picker(page).get_by_role("combobox", name="Nom d’une organisation")
    field.fill("grand par")
    expect(picker(page).get_by_role("option", selected=True)).to_contain_text("Île-de-France")
    page.keyboard.press("Enter")
    expect(area(page, "fr").locator("a")).to_have_text("région")
    page.keyboard.press("Control+End")
    page.keyboard.type(" et ")
    page.keyboard.press("Control+K")
    picker(page).get_by_role("combobox").fill("ide")
    expect(picker(page).get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    picker(page).get_by_role("option", name="IDEAL").click()
    save(page)

    post.refresh_from_db()
    assert post.body_fr == (
        f'<p>Avec la <a href="organisation:{organisation.pk}">région</a> et '
        f'<a href="network:{network.pk}">IDEAL</a></p>'
    )
    organisation.slug = "region"
    organisation.save()
    assert 'href="/fr/organisations/region/"' in client.get(post.addresses()["fr"]).content.decode()


def test_a_picture_is_inserted_with_its_alternative_text(signed_in, client):
    image = make_image(alt_fr="La mairie", alt_en="The town hall")
    make_image(alt_fr="Un pont", alt_en="A bridge")
    post = make_post(body_fr="", body_en="")
    page = signed_in(f"/admin/news/post/{post.pk}/change/")
    write_in(page, "en", "English")
    press_in_toolbar(page, "en", "Picture of the library")
    page.keyboard.type("town")
    expect(picker(page).get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    figure = area(page, "en").locator("figure")
    expect(figure).to_contain_text("Alternative text: The town hall")
    page.keyboard.type("In 2023")
    page.keyboard.press("Enter")
    page.keyboard.type("After")
    save(page)
    expect(area(page, "en").locator("figcaption")).to_have_text("In 2023")

    post.refresh_from_db()
    kept = f'<figure data-image="{image.pk}"><figcaption>In 2023</figcaption></figure><p>After</p>'
    assert post.body_en == kept
    shown = client.get(post.addresses()["en"]).content.decode()
    assert 'alt="The town hall"' in shown


# Django's own: lists to choose from, dates without a label, an empty head of a column. And one of
# ours, which only its colour tells from the words around it: the link to the preview.
ASIDE = (".select2", ".vDateField", ".vTimeField", "th.original")


def test_axe_finds_nothing_of_ours_in_the_form(signed_in):
    image = make_image(alt_fr="La mairie", alt_en="The town hall")
    body = f'<h2>T</h2><p>x</p><figure data-image="{image.pk}"></figure>'
    post = make_post(body_fr=body, body_en="<table><tr><th>a</th></tr><tr><td>b</td></tr></table>")
    page = signed_in(f"/admin/news/post/{post.pk}/change/")
    expect(area(page, "fr").locator("figure img")).to_have_attribute("src", image.file.url)
    assert found_by_axe(page, ASIDE) == []
    area(page, "en").focus()
    page.keyboard.press("Control+K")
    picker(page).get_by_role("combobox").fill("a")
    assert found_by_axe(page, ASIDE) == []
