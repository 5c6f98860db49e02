package mnist.view.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import mnist.view.document.Block;
import mnist.view.document.Block.Heading;
import mnist.view.document.Block.Subheading;
import mnist.view.document.Document;
import mnist.view.document.Html;
import mnist.view.document.PageTemplate;
import mnist.view.document.PixelGrid;
import mnist.view.language.Messages;
import mnist.view.toy.Toy;

/** An explanation as one HTML file that needs nothing else, not even scripts. */
public final class ExplanationPage {
    private ExplanationPage() {}

    /** The page of a toy. {@code explain}: the messages of explain, which pages have too. */
    public static String of(Toy toy, Messages toys, Messages explain, String tool) {
        List<Block> blocks = toy.document(toys).blocks();
        return page(((Heading) blocks.get(0)).text(), new Html(), blocks.subList(1, blocks.size()), explain, tool);
    }

    /**
     * The page of an image's explanation.
     *
     * @param title says which image it is
     * @param origin says which model and data were used
     * @param messages those of explain
     * @param tool the program's version
     */
    public static String of(Explanation explanation, String title, String origin, Messages messages, String tool) {
        Html header = new Html().element("p", "hint", origin);
        ExplanationText.verdict(explanation, messages).write(header);
        header.open("div", "class", "pictures");
        int columns = explanation.columns();
        int size = Math.max(1, 224 / columns);
        double[] pixels = explanation.trace(1).x[0];
        new PixelGrid(messages.get("the_image"), pixels, columns, PixelGrid.Style.INK, size).write(header);
        String gradient = messages.get("pixel_gradient");
        new PixelGrid(gradient, explanation.inputGradient(), columns, PixelGrid.Style.SIGNED, size).write(header);
        header.close("div");
        return page(title, header, ExplanationText.of(explanation, messages).blocks(), messages, tool);
    }

    /**
     * The page of a document about several images, or one.
     *
     * @param title of all
     * @param images whose pictures are shown
     */
    public static String of(
            Document document, String title, String origin, List<Explanation> images, Messages messages, String tool) {
        Html header = new Html().element("p", "hint", origin).open("div", "class", "pictures");
        for (Explanation image : images) {
            int columns = image.columns();
            String label = image.labels().of(image.label());
            new PixelGrid(label, image.trace(1).x[0], columns, PixelGrid.Style.INK, Math.max(1, 112 / columns))
                    .write(header);
        }
        return page(title, header.close("div"), document.blocks(), messages, tool);
    }

    /** Blocks before the first heading are a section without one. */
    private static String page(String title, Html header, List<Block> blocks, Messages messages, String tool) {
        Html sections = new Html();
        List<Heading> headings = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        for (Block block : blocks) {
            if (block instanceof Heading heading) {
                closeAll(sections, open);
                headings.add(heading);
                sections.open("section", "id", "section-" + headings.size());
                open.push("section");
                heading.write(sections);
                sections.open("div", "class", "parts").open("div");
                open.push("div");
                open.push("div");
                continue;
            }
            if (open.isEmpty()) {
                sections.open("section");
                open.push("section");
            }
            if (block instanceof Subheading) {
                sections.close(open.pop()).open("div");
                open.push("div");
            }
            block.write(sections);
        }
        closeAll(sections, open);
        return PageTemplate.fill(
                "explanation/page.html",
                Map.of(
                        "lang", messages.language().tag(),
                        "title", Html.escape(title),
                        "skip", messages.get("skip"),
                        "header", header + navigation(headings, messages.get("sections")),
                        "sections", sections.toString(),
                        "footer", Html.escape(messages.get("footer").formatted(tool))));
    }

    private static void closeAll(Html html, Deque<String> open) {
        while (!open.isEmpty()) {
            html.close(open.pop());
        }
    }

    private static String navigation(List<Heading> headings, String name) {
        Html html = new Html().open("nav", "aria-label", name);
        for (int i = 0; i < headings.size(); i++) {
            html.open("a", "href", "#section-" + (i + 1))
                    .text(headings.get(i).name())
                    .close("a")
                    .text(" ");
        }
        return html.close("nav").toString();
    }
}
