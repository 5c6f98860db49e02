package mnist.train;

import mnist.InvalidSetting;
import mnist.data.augment.Augmentation;

/**
 * How training changes images.
 *
 * @param changes of every image, anew in every epoch, as {@link Augmentation#parse} reads them; "none" for none
 * @param fade last epochs over which the changes weaken, 0 for full strength to the end
 * @param end strength of the changes in the last of these epochs, 0 (none) to 1 (full)
 */
public record AugmentationPlan(String changes, int fade, float end) {
    public static final AugmentationPlan NONE = new AugmentationPlan("none", 0, 0);

    /** @throws InvalidSetting when a value is out of range */
    public AugmentationPlan {
        Augmentation.parse(changes);
        InvalidSetting.require(fade >= 0, "augmentationFade", "must be 0 epochs or more, not " + fade);
        InvalidSetting.require(end >= 0 && end <= 1, "augmentationEnd", "must be a share from 0 to 1, not " + end);
    }
}
