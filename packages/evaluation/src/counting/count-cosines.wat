;; Counts float32 scores, four at a time: the loop of count-cosines.ts, which says what it is for. V8 does not put a called function
;; in place of its call here, so all four are written out.
(module
  ;; bytes from   0: 2^15 bins of 32 bits
  ;;         131072: by bin, 4 where scores are picked, else 0
  ;;         163840: up to 16384 scores
  ;;         229376: those that are picked, and one more
  ;;         294976: two sums of distances to $near, then two of their squares
  (memory (export "memory") 5)

  ;; Takes $count scores, a multiple of four; returns how many are picked. No bin below that of $lowest is marked.
  (func (export "count") (param $count i32) (param $lowest f32) (param $near f64) (result i32)
    (local $at i32) (local $end i32) (local $to i32) (local $bin i32)
    (local $scores v128) (local $bins v128) (local $places v128)
    (local $upper v128) (local $center v128) (local $distances v128)
    (local $sum v128) (local $sum2 v128) (local $squares v128) (local $squares2 v128)
    (local.set $at (i32.const 163840))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $to (i32.const 229376))
    (local.set $upper (f32x4.splat (local.get $lowest)))
    (local.set $center (f64x2.splat (local.get $near)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $scores (v128.load (local.get $at)))

        ;; floor(8192 × score) + 16384, kept within the bins
        (local.set $bins
          (i32x4.add
            (i32x4.trunc_sat_f32x4_s
              (f32x4.pmin
                (v128.const f32x4 16383 16383 16383 16383)
                (f32x4.pmax
                  (v128.const f32x4 -16384 -16384 -16384 -16384)
                  (f32x4.floor (f32x4.mul (local.get $scores) (v128.const f32x4 8192 8192 8192 8192))))))
            (v128.const i32x4 16384 16384 16384 16384)))
        (local.set $places (i32x4.shl (local.get $bins) (i32.const 2)))
        (i32.store (local.tee $bin (i32x4.extract_lane 0 (local.get $places))) (i32.add (i32.load (local.get $bin)) (i32.const 1)))
        (i32.store (local.tee $bin (i32x4.extract_lane 1 (local.get $places))) (i32.add (i32.load (local.get $bin)) (i32.const 1)))
        (i32.store (local.tee $bin (i32x4.extract_lane 2 (local.get $places))) (i32.add (i32.load (local.get $bin)) (i32.const 1)))
        (i32.store (local.tee $bin (i32x4.extract_lane 3 (local.get $places))) (i32.add (i32.load (local.get $bin)) (i32.const 1)))

        ;; in float64; two sums each side by side, because an addition has to wait for the one before
        (local.set $distances (f64x2.sub (f64x2.promote_low_f32x4 (local.get $scores)) (local.get $center)))
        (local.set $sum (f64x2.add (local.get $sum) (local.get $distances)))
        (local.set $squares (f64x2.add (local.get $squares) (f64x2.mul (local.get $distances) (local.get $distances))))
        (local.set $distances
          (f64x2.sub
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $scores) (local.get $scores)))
            (local.get $center)))
        (local.set $sum2 (f64x2.add (local.get $sum2) (local.get $distances)))
        (local.set $squares2 (f64x2.add (local.get $squares2) (f64x2.mul (local.get $distances) (local.get $distances))))

        ;; each is written and stays only when its bin is marked: no branch to be mispredicted
        (if (v128.any_true (f32x4.ge (local.get $scores) (local.get $upper)))
          (then
            (f32.store (local.get $to) (f32x4.extract_lane 0 (local.get $scores)))
            (local.set $to (i32.add (local.get $to) (i32.load8_u offset=131072 (i32x4.extract_lane 0 (local.get $bins)))))
            (f32.store (local.get $to) (f32x4.extract_lane 1 (local.get $scores)))
            (local.set $to (i32.add (local.get $to) (i32.load8_u offset=131072 (i32x4.extract_lane 1 (local.get $bins)))))
            (f32.store (local.get $to) (f32x4.extract_lane 2 (local.get $scores)))
            (local.set $to (i32.add (local.get $to) (i32.load8_u offset=131072 (i32x4.extract_lane 2 (local.get $bins)))))
            (f32.store (local.get $to) (f32x4.extract_lane 3 (local.get $scores)))
            (local.set $to (i32.add (local.get $to) (i32.load8_u offset=131072 (i32x4.extract_lane 3 (local.get $bins)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (v128.store offset=294976 (i32.const 0) (f64x2.add (local.get $sum) (local.get $sum2)))
    (v128.store offset=294992 (i32.const 0) (f64x2.add (local.get $squares) (local.get $squares2)))
    (i32.shr_u (i32.sub (local.get $to) (i32.const 229376)) (i32.const 2))))
