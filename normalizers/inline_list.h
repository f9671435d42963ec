// A list of plain values whose first `kFew` need no memory of their own: the tokens of most cells.
#ifndef NORMALIZERS_INLINE_LIST_H_
#define NORMALIZERS_INLINE_LIST_H_

#include <array>
#include <cstddef>
#include <vector>

namespace zhibiao {

// As a std::vector, as far as it goes. Stays where it is: neither copied nor moved.
template <typename T, std::size_t kFew>
class InlineList {
 public:
  InlineList() = default;
  InlineList(const InlineList&) = delete;
  InlineList& operator=(const InlineList&) = delete;
  InlineList(InlineList&&) = delete;
  InlineList& operator=(InlineList&&) = delete;
  ~InlineList() = default;

  T& push_back(const T& value) {
    if (size_ < kFew) {
      few_[size_] = value;
    } else {
      if (size_ == kFew) {
        many_.reserve(4 * kFew);
        many_.assign(few_.begin(), few_.end());
      }
      many_.push_back(value);
      data_ = many_.data();
    }
    return data_[size_++];
  }
  void clear() {
    size_ = 0;
    data_ = few_.data();
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T* data() const { return data_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  const T& front() const { return data_[0]; }
  const T& back() const { return data_[size_ - 1]; }
  T& back() { return data_[size_ - 1]; }

 private:
  std::array<T, kFew> few_;
  std::vector<T> many_;  // all of them, where they are more
  T* data_ = few_.data();
  std::size_t size_ = 0;
};

}  // namespace zhibiao

#endif  // NORMALIZERS_INLINE_LIST_H_
