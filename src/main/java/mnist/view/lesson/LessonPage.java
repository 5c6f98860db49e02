package mnist.view.lesson;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.view.document.Block;
import mnist.view.document.Block.Heading;
import mnist.view.document.Html;
import mnist.view.document.PageTemplate;
import mnist.view.language.Messages;

/** A lesson as one HTML file that needs nothing else, not even scripts. */
public final class LessonPage {
    private LessonPage() {}

    /**
     * The page.
     *
     * @param blocks begin with a heading; each heading begins a section
     * @param texts the bundle {@code lessons}
     * @param tool the program's version
     */
    public static String html(String title, String introduction, List<Block> blocks, Messages texts, String tool) {
        Html sections = new Html();
        boolean open = false;
        for (Block block : blocks) {
            if (block instanceof Heading) {
                if (open) {
                    sections.close("section");
                }
                sections.open("section");
                open = true;
            }
            block.write(sections);
        }
        sections.close("section");
        return PageTemplate.fill(
                "lesson/page.html",
                Map.of(
                        "lang", texts.language().tag(),
                        "title", Html.escape(title),
                        "introduction", Html.escape(introduction),
                        "skip", Html.escape(texts.get("skip")),
                        "sections", sections.toString(),
                        "footer", Html.escape(String.format(Locale.ROOT, texts.get("footer"), tool))));
    }
}
