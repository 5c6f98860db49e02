#!/bin/sh
# Lesson 1: the learning rate. The same network three times, with steps that
# are too small, right, and too large.
. "$(dirname -- "$0")/lib.sh"

small=0.001
right=0.1
large=1
epochs=${LESSON_EPOCHS:-5}
images=${LESSON_IMAGES:-20000}

cat <<'END'
Look at the loss, epoch by epoch. Steps that are too small go the right way but
do not arrive. Steps that are too large jump over the valley: the loss falls
slowly or not at all, and units die: no image activates them any more.
END
for rate in "$small" "$right" "$large"; do
    try "lr-$rate" --lr "$rate" --hidden 64 --epochs "$epochs" --limit "$images"
done
per_epoch train_loss "Loss on the training images:"
finish "lr-$right"
cat <<'END'

The small rate still makes progress. The right rate is done. The large rate
fails, however long it trains. Try rates in between: where does training begin
to fail? (scripts/sweep-lr.sh trains with many rates.)
END
