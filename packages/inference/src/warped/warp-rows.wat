;; Bilinear samples of an RGB picture along rows of a moved one, four at a time: the loop of warp-rows.ts, which says what it is
;; for. V8 does not put a called function in place of its call here, so all four are written out.
(module
  ;; bytes from 0: three gains, three shifts, float32
  ;;          64: the planes of the output, then a part of the picture and at least 2 bytes more
  (memory (export "memory") 1)

  ;; $to: where the first sample of the first colour goes; $plane: from there to the next colour; bytes
  ;; $count: of samples, at least 4
  ;; $picture: where pixel (0, 0) is or, were it in the part, would be; $stride: from there to the next row; bytes
  ;; ($fromX, $fromY): of the first sample, ($dx, $dy): to the next; pixels times 2^32
  (func (export "row")
    (param $to i32) (param $plane i32) (param $count i32) (param $picture i32) (param $stride i32)
    (param $fromX f64) (param $fromY f64) (param $stepX f64) (param $stepY f64)
    (local $left i32) (local $at i32) (local $x i64) (local $y i64) (local $dx i64) (local $dy i64)
    (local $across v128) (local $down v128) (local $acrossSteps v128) (local $downSteps v128)
    (local $upper v128) (local $change v128) (local $weight v128) (local $right v128)
    (local $pixel0 v128) (local $pixel1 v128) (local $pixel2 v128) (local $pixel3 v128)
    (local $low v128) (local $high v128)
    (local $gain0 v128) (local $gain1 v128) (local $gain2 v128) (local $shift0 v128) (local $shift1 v128) (local $shift2 v128)
    (local.set $gain0 (v128.load32_splat (i32.const 0)))
    (local.set $gain1 (v128.load32_splat (i32.const 4)))
    (local.set $gain2 (v128.load32_splat (i32.const 8)))
    (local.set $shift0 (v128.load32_splat (i32.const 12)))
    (local.set $shift1 (v128.load32_splat (i32.const 16)))
    (local.set $shift2 (v128.load32_splat (i32.const 20)))
    (local.set $x (i64.trunc_sat_f64_s (f64.nearest (local.get $fromX))))
    (local.set $y (i64.trunc_sat_f64_s (f64.nearest (local.get $fromY))))
    (local.set $dx (i64.trunc_sat_f64_s (f64.nearest (local.get $stepX))))
    (local.set $dy (i64.trunc_sat_f64_s (f64.nearest (local.get $stepY))))
    ;; the low half of a place says where between two pixels it is: how that of four samples grows
    (local.set $acrossSteps
      (i32x4.mul (i32x4.splat (i32.wrap_i64 (local.get $dx))) (v128.const i32x4 0 1 2 3)))
    (local.set $downSteps
      (i32x4.mul (i32x4.splat (i32.wrap_i64 (local.get $dy))) (v128.const i32x4 0 1 2 3)))
    (local.set $left (local.get $count))
    (block $done
      (loop $next
        ;; the last four overlap those before
        (if (i32.lt_s (local.get $left) (i32.const 4))
          (then
            (br_if $done (i32.le_s (local.get $left) (i32.const 0)))
            (local.set $at (i32.sub (i32.const 4) (local.get $left)))
            (local.set $to (i32.sub (local.get $to) (i32.shl (local.get $at) (i32.const 2))))
            (local.set $x (i64.sub (local.get $x) (i64.mul (local.get $dx) (i64.extend_i32_s (local.get $at)))))
            (local.set $y (i64.sub (local.get $y) (i64.mul (local.get $dy) (i64.extend_i32_s (local.get $at)))))))

        ;; of its 32 bits the upper 24, which a float32 holds
        (local.set $across
          (f32x4.mul
            (f32x4.convert_i32x4_s
              (i32x4.shr_u
                (i32x4.add (i32x4.splat (i32.wrap_i64 (local.get $x))) (local.get $acrossSteps))
                (i32.const 8)))
            (v128.const f32x4 0x1p-24 0x1p-24 0x1p-24 0x1p-24)))
        (local.set $down
          (f32x4.mul
            (f32x4.convert_i32x4_s
              (i32x4.shr_u
                (i32x4.add (i32x4.splat (i32.wrap_i64 (local.get $y))) (local.get $downSteps))
                (i32.const 8)))
            (v128.const f32x4 0x1p-24 0x1p-24 0x1p-24 0x1p-24)))

        ;; four times: two pixels of the upper row as red green blue red | green blue - -, moved towards the lower row, whose
        ;; difference is exact in int16; then the left one towards the right one, all colours at once
        (local.set $at
          (i32.add
            (i32.add (local.get $picture) (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $y) (i64.const 32))) (local.get $stride)))
            (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $x) (i64.const 32))) (i32.const 3))))
        (local.set $upper (v128.load8x8_u (local.get $at)))
        (local.set $change (i16x8.sub (v128.load8x8_u (i32.add (local.get $at) (local.get $stride))) (local.get $upper)))
        (local.set $weight (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (local.get $down) (local.get $down)))
        (local.set $pixel0
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $change))))))
        (local.set $right
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $change))))))
        (local.set $pixel0
          (f32x4.add
            (local.get $pixel0)
            (f32x4.mul
              (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (local.get $across) (local.get $across))
              (f32x4.sub
                (i8x16.shuffle 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 (local.get $pixel0) (local.get $right))
                (local.get $pixel0)))))
        (local.set $x (i64.add (local.get $x) (local.get $dx)))
        (local.set $y (i64.add (local.get $y) (local.get $dy)))

        (local.set $at
          (i32.add
            (i32.add (local.get $picture) (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $y) (i64.const 32))) (local.get $stride)))
            (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $x) (i64.const 32))) (i32.const 3))))
        (local.set $upper (v128.load8x8_u (local.get $at)))
        (local.set $change (i16x8.sub (v128.load8x8_u (i32.add (local.get $at) (local.get $stride))) (local.get $upper)))
        (local.set $weight (i8x16.shuffle 4 5 6 7 4 5 6 7 4 5 6 7 4 5 6 7 (local.get $down) (local.get $down)))
        (local.set $pixel1
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $change))))))
        (local.set $right
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $change))))))
        (local.set $pixel1
          (f32x4.add
            (local.get $pixel1)
            (f32x4.mul
              (i8x16.shuffle 4 5 6 7 4 5 6 7 4 5 6 7 4 5 6 7 (local.get $across) (local.get $across))
              (f32x4.sub
                (i8x16.shuffle 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 (local.get $pixel1) (local.get $right))
                (local.get $pixel1)))))
        (local.set $x (i64.add (local.get $x) (local.get $dx)))
        (local.set $y (i64.add (local.get $y) (local.get $dy)))

        (local.set $at
          (i32.add
            (i32.add (local.get $picture) (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $y) (i64.const 32))) (local.get $stride)))
            (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $x) (i64.const 32))) (i32.const 3))))
        (local.set $upper (v128.load8x8_u (local.get $at)))
        (local.set $change (i16x8.sub (v128.load8x8_u (i32.add (local.get $at) (local.get $stride))) (local.get $upper)))
        (local.set $weight (i8x16.shuffle 8 9 10 11 8 9 10 11 8 9 10 11 8 9 10 11 (local.get $down) (local.get $down)))
        (local.set $pixel2
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $change))))))
        (local.set $right
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $change))))))
        (local.set $pixel2
          (f32x4.add
            (local.get $pixel2)
            (f32x4.mul
              (i8x16.shuffle 8 9 10 11 8 9 10 11 8 9 10 11 8 9 10 11 (local.get $across) (local.get $across))
              (f32x4.sub
                (i8x16.shuffle 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 (local.get $pixel2) (local.get $right))
                (local.get $pixel2)))))
        (local.set $x (i64.add (local.get $x) (local.get $dx)))
        (local.set $y (i64.add (local.get $y) (local.get $dy)))

        (local.set $at
          (i32.add
            (i32.add (local.get $picture) (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $y) (i64.const 32))) (local.get $stride)))
            (i32.mul (i32.wrap_i64 (i64.shr_s (local.get $x) (i64.const 32))) (i32.const 3))))
        (local.set $upper (v128.load8x8_u (local.get $at)))
        (local.set $change (i16x8.sub (v128.load8x8_u (i32.add (local.get $at) (local.get $stride))) (local.get $upper)))
        (local.set $weight (i8x16.shuffle 12 13 14 15 12 13 14 15 12 13 14 15 12 13 14 15 (local.get $down) (local.get $down)))
        (local.set $pixel3
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $change))))))
        (local.set $right
          (f32x4.add
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $upper)))
            (f32x4.mul (local.get $weight) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $change))))))
        (local.set $pixel3
          (f32x4.add
            (local.get $pixel3)
            (f32x4.mul
              (i8x16.shuffle 12 13 14 15 12 13 14 15 12 13 14 15 12 13 14 15 (local.get $across) (local.get $across))
              (f32x4.sub
                (i8x16.shuffle 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 (local.get $pixel3) (local.get $right))
                (local.get $pixel3)))))
        (local.set $x (i64.add (local.get $x) (local.get $dx)))
        (local.set $y (i64.add (local.get $y) (local.get $dy)))

        ;; from pixels to planes
        (local.set $low
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $pixel0) (local.get $pixel1)))
        (local.set $high
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $pixel2) (local.get $pixel3)))
        (v128.store
          (local.get $to)
          (f32x4.add
            (f32x4.mul
              (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $low) (local.get $high))
              (local.get $gain0))
            (local.get $shift0)))
        (v128.store
          (local.tee $at (i32.add (local.get $to) (local.get $plane)))
          (f32x4.add
            (f32x4.mul
              (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $low) (local.get $high))
              (local.get $gain1))
            (local.get $shift1)))
        (local.set $low
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $pixel0) (local.get $pixel1)))
        (local.set $high
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $pixel2) (local.get $pixel3)))
        (v128.store
          (i32.add (local.get $at) (local.get $plane))
          (f32x4.add
            (f32x4.mul
              (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $low) (local.get $high))
              (local.get $gain2))
            (local.get $shift2)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (local.set $left (i32.sub (local.get $left) (i32.const 4)))
        (br $next)))))
