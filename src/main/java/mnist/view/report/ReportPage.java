package mnist.view.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeSet;
import mnist.view.document.Html;
import mnist.view.document.PageTemplate;
import mnist.view.language.Messages;

/** A report as one HTML file that needs nothing else: style, scripts, data and the network are in it. */
public final class ReportPage {
    private ReportPage() {}

    /**
     * The page.
     *
     * @param title for the browser's tab
     * @param json what it shows; names and labels in it may be anything
     * @param texts the bundle {@code report}
     */
    public static String html(String title, String json, Messages texts) {
        return filled("report/page.html", title, json, texts);
    }

    /** The page of a sweep, as {@link #html} that of runs. */
    public static String ofSweep(String title, String json, Messages texts) {
        return filled("report/sweep.html", title, json, texts);
    }

    private static String filled(String template, String title, String json, Messages texts) {
        Map<String, String> values = values(title, json, texts);
        values.put("chart.js", chartLibrary());
        return PageTemplate.fill(template, values);
    }

    /** What all pages with scripts have: title, language, data, and texts for the page ({@code text.KEY}) and its scripts. */
    static Map<String, String> values(String title, String json, Messages texts) {
        Map<String, String> values = new HashMap<>();
        StringJoiner all = new StringJoiner(",\n", "{", "}");
        for (String key : new TreeSet<>(texts.keys())) {
            values.put("text." + key, marked(Html.escape(texts.get(key))));
            all.add(quoted(key) + ":" + quoted(texts.get(key)));
        }
        values.put("lang", texts.language().tag());
        values.put("title", Html.escape(title));
        values.put("data", embed(json));
        values.put("texts", embed(all.toString()));
        return values;
    }

    /** What is in {@code {+ }} is in the colour of values above 0, in {@code {- }} in that of values below. */
    private static String marked(String html) {
        return html.replaceAll("\\{\\+([^}]*)}", "<span class=\"plus\">$1</span>")
                .replaceAll("\\{-([^}]*)}", "<span class=\"minus\">$1</span>");
    }

    /** Our texts have no control characters. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** JSON inside a script element, which ends at the first {@code </script}, wherever that is. */
    public static String embed(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String chartLibrary() {
        Properties versions = new Properties();
        try (InputStream in = ReportPage.class.getResourceAsStream("/mnist/version.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String folder = "/META-INF/resources/webjars/chart.js/" + versions.getProperty("chartjs") + "/dist/";
        // Its last line points to a file for debuggers that is not there.
        String library = PageTemplate.resource(folder + "chart.umd.min.js");
        int map = library.lastIndexOf("//# sourceMappingURL=");
        return map < 0 ? library : library.substring(0, map);
    }
}
