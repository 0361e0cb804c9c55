// Prints how Go's regexp, which Terraform uses, finds patterns in texts.
//
// Input: one JSON array of [pattern, text] pairs. Output: one JSON array; null for a pattern that is refused, else every
// match as the offsets of itself and of its groups in characters, -1 for a group that took no part.
package main

import (
	"encoding/json"
	"os"
	"regexp"
	"unicode/utf8"
)

func main() {
	var pairs [][2]string
	if err := json.NewDecoder(os.Stdin).Decode(&pairs); err != nil {
		panic(err)
	}
	answers := make([][][]int, len(pairs))
	for index, pair := range pairs {
		compiled, err := regexp.Compile(pair[0])
		if err != nil {
			continue
		}
		answers[index] = [][]int{}
		for _, match := range compiled.FindAllStringSubmatchIndex(pair[1], -1) {
			for place, offset := range match {
				if offset > 0 {
					match[place] = utf8.RuneCountInString(pair[1][:offset])
				}
			}
			answers[index] = append(answers[index], match)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
