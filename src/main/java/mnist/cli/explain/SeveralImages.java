package mnist.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.InvalidSetting;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.view.document.ClassLabels;
import mnist.view.explain.Explanation;
import mnist.view.explain.Wishes;
import mnist.view.explain.WishesText;
import mnist.view.language.Messages;

/**
 * Images of several classes, to be looked at together.
 *
 * @param singles each of them
 * @param title of all
 */
record SeveralImages(List<SingleImage> singles, String title) {
    private static final int AUDIENCE = 100;

    /**
     * The first image of each class.
     *
     * @param from where the search begins
     * @throws InvalidSetting if there are too many classes, or a class has no image from there on
     */
    static SeveralImages of(Dataset images, List<Integer> classes, int from, ClassLabels labels, Messages messages) {
        InvalidSetting.require(
                classes.size() >= 2 && classes.size() <= WishesText.MOST_IMAGES,
                "images",
                "expected 2 to " + WishesText.MOST_IMAGES + " classes, found " + classes.size());
        List<SingleImage> singles = new ArrayList<>();
        for (int wanted : classes) {
            int at = from;
            int found = wanted;
            while (at < images.size() && (images.label(at) != found || isAmong(singles, at))) {
                at++;
            }
            InvalidSetting.require(
                    at < images.size(),
                    "images",
                    labels.of(wanted) + ": " + images.name() + " has no (further) image of it from " + from + " on");
            singles.add(SingleImage.of(images, at, messages));
        }
        String names = classes.stream().map(labels::of).collect(Collectors.joining(", "));
        return new SeveralImages(
                singles, messages.get("titles").formatted(String.valueOf(classes.size()), images.name(), names));
    }

    private static boolean isAmong(List<SingleImage> singles, int index) {
        return singles.stream().anyMatch(single -> single.source().index() == index);
    }

    Wishes wishes(Network network, Network start, Dataset images, double rate, ClassLabels labels, int columns) {
        List<Explanation> explained = singles.stream()
                .map(image -> Explanation.of(network, image.input(), image.label(), image.labelOrigin(), null, rate)
                        .shown(labels, columns))
                .toList();
        int count = Math.min(AUDIENCE, images.size());
        double[][] rows = new double[count][];
        int[] shown = new int[count];
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[images.pixels()];
            images.image(i, pixels);
            rows[i] = SingleImage.input(pixels);
            shown[i] = images.label(i);
        }
        return Wishes.of(network, start, explained, new Wishes.Audience(rows, shown), rate);
    }

    List<String> titles() {
        return singles.stream().map(SingleImage::shortName).toList();
    }
}
