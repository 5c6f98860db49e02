#!/bin/sh
# Lesson 5: overfitting on 1,000 images, and what helps: l2, dropout, augmentation.
. "$(dirname -- "$0")/lib.sh"

train_images=${LESSON_IMAGES:-1000}
watched=${LESSON_WATCHED:-5000}
epochs=${LESSON_EPOCHS:-40}
l2=0.01
dropout=0.5

cat <<'END'
A network of 256 hidden units has more weights than 1,000 images can determine:
it learns the images by heart. Look at the gap between the accuracy on training
images and on validation images. Look at the validation loss: it falls, then it
rises again.
END
set -- --hidden 256 --lr 0.1 --epochs "$epochs" --limit $((train_images + watched)) --validation "$watched"
try plain "$@"
try l2 --l2 "$l2" "$@"
try dropout --dropout "$dropout" "$@"
try augment --augment ciresan "$@"
per_epoch train_accuracy "Share of the TRAINING images recognised:"
per_epoch validation_accuracy "Share of the validation images recognised:"
per_epoch validation_loss "Loss on the validation images:"
finish plain
cat <<'END'

All networks but one know the training images by heart: with augmentation a network
never sees the same image twice. l2 and dropout keep the loss from rising, and
help a little. With so few images the best cure is more images, and augmentation
makes them.
END
