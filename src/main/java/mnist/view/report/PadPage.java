package mnist.view.report;

import java.util.List;
import java.util.Map;
import mnist.view.document.Html;
import mnist.view.document.PageTemplate;
import mnist.view.language.Messages;

/** The report's pad alone, as one HTML file for one network that needs nothing else. */
public final class PadPage {
    private PadPage() {}

    /**
     * What its scripts read.
     *
     * @param scale of a pixel's byte
     * @param preparation how pictures become images, as the model's settings say it
     */
    public record Content(
            int rows, int columns, double scale, List<String> classNames, String preparation, ReportModel model) {}

    /**
     * The page.
     *
     * @param title what the model is called
     * @param summary a sentence about it
     * @param json a {@link Content}
     * @param texts the bundle {@code report}
     */
    public static String html(String title, String summary, String json, Messages texts) {
        Map<String, String> values = ReportPage.values(title, json, texts);
        values.put("summary", Html.escape(summary));
        return PageTemplate.fill("report/served.html", values);
    }
}
