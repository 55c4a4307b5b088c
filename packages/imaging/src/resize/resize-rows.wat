;; Both passes of resizing a picture, a row at a time: the loops of resize-rows.ts. Everything is summed in float64 in the
;; order of the source, so that the result is to the last bit that of the plain sum.
(module
  (memory (export "memory") 1)

  ;; A row of the source becomes a row of float32 as wide as the result.
  ;; $from: the first byte of the row; up to 3 bytes behind its end are read
  ;; $to: the first value of the result; up to 3 values behind its end are written
  ;; $columns: for each column of the result two int32: at how many bytes of the row it begins, and how many pixels it takes
  ;; $weights: float64 of these pixels, column after column
  (func (export "across")
    (param $from i32) (param $to i32) (param $columns i32) (param $weights i32) (param $width i32) (param $channels i32)
    (local $at i32) (local $pixels i32) (local $pixel v128) (local $weight v128) (local $sum01 v128) (local $sum23 v128)
    (loop $nextColumn
      (local.set $at (i32.add (local.get $from) (i32.load (local.get $columns))))
      (local.set $pixels (i32.load offset=4 (local.get $columns)))
      (local.set $sum01 (v128.const f64x2 0 0))
      (local.set $sum23 (v128.const f64x2 0 0))
      (loop $nextPixel
        ;; four bytes, of which as many are channels of this pixel as the picture has
        (local.set $pixel
          (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $at)))))
        (local.set $weight (v128.load64_splat (local.get $weights)))
        (local.set $sum01
          (f64x2.add
            (local.get $sum01)
            (f64x2.mul (local.get $weight) (f64x2.convert_low_i32x4_s (local.get $pixel)))))
        (local.set $sum23
          (f64x2.add
            (local.get $sum23)
            (f64x2.mul
              (local.get $weight)
              (f64x2.convert_low_i32x4_s
                (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $pixel) (local.get $pixel))))))
        (local.set $at (i32.add (local.get $at) (local.get $channels)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 8)))
        (br_if $nextPixel (local.tee $pixels (i32.sub (local.get $pixels) (i32.const 1)))))
      ;; what is written too much, the next column writes over
      (v128.store
        (local.get $to)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
          (f32x4.demote_f64x2_zero (local.get $sum01))
          (f32x4.demote_f64x2_zero (local.get $sum23))))
      (local.set $to (i32.add (local.get $to) (i32.shl (local.get $channels) (i32.const 2))))
      (local.set $columns (i32.add (local.get $columns) (i32.const 8)))
      (br_if $nextColumn (local.tee $width (i32.sub (local.get $width) (i32.const 1))))))

  ;; Rows of float32 become a row of bytes.
  ;; $rows .. $end: the rows in a ring, each of $stride bytes; $first: where the first one is
  ;; $weights: float64, one for each of $count rows
  ;; $to: the first byte of the result; up to 3 bytes behind its end are written
  (func (export "down")
    (param $rows i32) (param $end i32) (param $stride i32) (param $first i32)
    (param $weights i32) (param $count i32) (param $to i32) (param $values i32)
    (local $offset i32) (local $at i32) (local $k i32) (local $row v128) (local $weight v128)
    (local $sum01 v128) (local $sum23 v128)
    (loop $nextValues
      (local.set $sum01 (v128.const f64x2 0 0))
      (local.set $sum23 (v128.const f64x2 0 0))
      (local.set $at (local.get $first))
      (local.set $k (i32.const 0))
      (loop $nextRow
        (local.set $row (v128.load (i32.add (local.get $at) (local.get $offset))))
        (local.set $weight
          (v128.load64_splat (i32.add (local.get $weights) (i32.shl (local.get $k) (i32.const 3)))))
        (local.set $sum01
          (f64x2.add
            (local.get $sum01)
            (f64x2.mul (local.get $weight) (f64x2.promote_low_f32x4 (local.get $row)))))
        (local.set $sum23
          (f64x2.add
            (local.get $sum23)
            (f64x2.mul
              (local.get $weight)
              (f64x2.promote_low_f32x4
                (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $row) (local.get $row))))))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (if (i32.eq (local.get $at) (local.get $end)) (then (local.set $at (local.get $rows))))
        (br_if $nextRow (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $count))))
      ;; plus 2^52 they are whole numbers, the nearest, and the even one in the middle, as Uint8ClampedArray rounds; in the
      ;; lower half of each
      (local.set $sum01 (f64x2.add (local.get $sum01) (v128.const f64x2 0x1p52 0x1p52)))
      (local.set $sum23 (f64x2.add (local.get $sum23) (v128.const f64x2 0x1p52 0x1p52)))
      (local.set $row
        (i16x8.narrow_i32x4_u
          (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $sum01) (local.get $sum23))
          (local.get $sum01)))
      (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $row) (local.get $row)))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $offset (i32.add (local.get $offset) (i32.const 16)))
      (br_if $nextValues (i32.gt_s (local.tee $values (i32.sub (local.get $values) (i32.const 4))) (i32.const 0))))))
