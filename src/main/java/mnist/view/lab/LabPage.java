package mnist.view.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.view.document.Html;
import mnist.view.document.PageTemplate;
import mnist.view.language.Messages;
import mnist.view.report.ReportModel;
import mnist.view.report.ReportPage;

/** The lab as one HTML file that needs nothing else: style, scripts, texts, images and the network are in it. */
public final class LabPage {
    /** The texts, of which a page has those of one language. */
    public static final String BUNDLE = "lab";

    private LabPage() {}

    /**
     * What the scripts read.
     *
     * @param tool version of the program
     * @param texts by their keys
     * @param data name of the data set
     * @param generated whether the images were drawn by this program
     * @param scale of a pixel's byte
     * @param preparation how pictures become images, as the model's settings say it
     * @param model null for a fresh 784-16-16-10
     * @param origin name of the model, or null
     * @param rate learning rate to begin with
     * @param batch images of a step to begin with
     */
    public record Content(
            String tool,
            Map<String, String> texts,
            String data,
            boolean generated,
            double scale,
            List<String> classNames,
            String preparation,
            LabDigits digits,
            ReportModel model,
            String origin,
            double rate,
            int batch) {
        /** The same, with a network that has been trained. */
        public Content beginningWith(ReportModel trained, String name, double itsRate, int itsBatch) {
            return new Content(
                    tool,
                    texts,
                    data,
                    generated,
                    scale,
                    classNames,
                    preparation,
                    digits,
                    trained,
                    name,
                    itsRate,
                    itsBatch);
        }
    }

    /** All texts of a language. */
    public static Map<String, String> texts(Messages messages) {
        Map<String, String> texts = new TreeMap<>();
        messages.keys().forEach(key -> texts.put(key, messages.get(key)));
        return texts;
    }

    /** The page. {@code json}: a {@link Content} */
    public static String html(Messages messages, String json) {
        Map<String, String> values = new HashMap<>();
        messages.keys().forEach(key -> values.put(key, Html.escape(messages.get(key))));
        values.put("lang", messages.language().tag());
        values.put("title", values.get("lab.title"));
        values.put("data", ReportPage.embed(json));
        return PageTemplate.fill("lab/page.html", values);
    }
}
